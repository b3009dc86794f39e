"""What was said in sentences, and the themes heard in it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.areas.placements.actions.theming import (
    bring_theme_back,
    make_theme,
    mark_theme,
    take_theme_away,
)
from alongside.areas.placements.forms.feedback import ThemeForm
from alongside.areas.placements.queries.themes import themes_page
from alongside.areas.placements.rules.hiding import FEWEST
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.refusal import Refused

DONE = {
    "made": "Theme made. Mark below where you hear it.",
    "away": "Theme taken away.",
    "back": "Theme is back, with its marks.",
}


@require_http_methods(["GET", "POST"])
def show(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Show sentences and themes; a new theme is made here."""
    form = ThemeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            make_theme(
                request.actor,
                scheme_id,
                form.cleaned_data["words"],
                now=request.now,
                request_key=form.request_key,
            )
            return redirect(done_address(_address(scheme_id), "made"))
        except Refused as refused:
            form.refuse(refused)
    context = {
        "page": themes_page(request.actor, scheme_id),
        "form": form,
        "done_words": done_words(request, DONE),
        "undo": _uuid(request.GET.get("theme", "")),
        "fewest": FEWEST,
    }
    status = 422 if form.errors else 200
    return render(request, "placements/feedback/themes.jinja", context, status=status)


@require_POST
def mark(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Mark where a theme is heard, or take the mark off."""
    theme_id, answer_id, question, heard = _mark(request.POST.get("mark", ""))
    mark_theme(request.actor, theme_id, answer_id, question=question, heard=heard, now=request.now)
    return redirect(f"{_address(scheme_id)}#said-{answer_id}-{question}")


@require_POST
def take_away(request: DeskRequest, theme_id: UUID) -> HttpResponse:
    """Take a theme away."""
    scheme_id = take_theme_away(request.actor, theme_id, now=request.now)
    return redirect(f"{done_address(_address(scheme_id), 'away')}&theme={theme_id}")


@require_POST
def bring_back(request: DeskRequest, theme_id: UUID) -> HttpResponse:
    """Bring a theme back."""
    scheme_id = bring_theme_back(request.actor, theme_id, now=request.now)
    return redirect(done_address(_address(scheme_id), "back"))


def _address(scheme_id: UUID) -> str:
    return reverse("placements:themes", args=[scheme_id])


def _mark(sent: str) -> tuple[UUID, UUID, str, bool]:
    """Read what a button sends: theme, answer, question, and whether it is heard there."""
    parts = sent.split()
    theme_id, answer_id = (_uuid(part) for part in ([*parts, "", ""])[:2])
    if len(parts) != 4 or theme_id is None or answer_id is None or parts[3] not in ("yes", "no"):
        raise Refused(
            "theme.not_understood",
            "Nothing was marked.",
            next_step="Go back and use one of the buttons.",
        )
    return theme_id, answer_id, parts[2], parts[3] == "yes"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
