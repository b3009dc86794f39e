"""The practice guide as it is read: contents, pages, versions, the law quoted, on paper."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.areas.liaison.actions.guide_reading import say_read
from alongside.areas.liaison.queries.guide import contents, whole_guide
from alongside.areas.liaison.queries.guide_compare import comparison
from alongside.areas.liaison.queries.guide_desk import waiting_review
from alongside.areas.liaison.queries.guide_law import law_list, law_page
from alongside.areas.liaison.queries.guide_page import history, page_at, standing_page
from alongside.areas.liaison.queries.guide_receipts import receipts
from alongside.areas.liaison.queries.guide_rows import slug_of, works_on_guide
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.local_time import local_date

DONE: Final = {
    "read": "Thank you. It is kept that you have read this version.",
    "begun": "Begun. Write the text, then send it for review.",
    "saved": "Saved.",
    "sent": "Sent for review. They are told.",
    "comment": "Your comment is kept.",
    "send_back": "Sent back. Its author is told.",
    "publish": "Published. It is found from now on, and its author is told.",
    "confirmed": "Kept: it still holds.",
    "withdrawn": "Withdrawn. It is found no more; its versions stay to be read.",
    "given_up": "Given up. It stays here to be read.",
}


@require_safe
def guide(request: DeskRequest) -> HttpResponse:
    """Show the contents, and what the reader must still read."""
    works = works_on_guide(request.actor)
    context = {
        "guide": contents(request.actor, now=request.now),
        "works": works,
        "waiting": waiting_review(request.actor) if works else 0,
        "done": done_words(request, DONE),
    }
    return render(request, "liaison/guide/contents.jinja", context)


@require_safe
def page(request: DeskRequest, slug: str) -> HttpResponse:
    """Show a page as it stands."""
    shown = standing_page(request.actor, slug, now=request.now)
    context = {"page": shown, "done": done_words(request, DONE)}
    return render(request, "liaison/guide/page.jinja", context)


@require_safe
def entry(request: DeskRequest, page_id: UUID) -> HttpResponse:
    """Lead to a page from where it was found."""
    return redirect("liaison:guide_page", slug_of(page_id))


@require_safe
def version(request: DeskRequest, slug: str, number: int) -> HttpResponse:
    """Show one version, standing or not."""
    shown = page_at(request.actor, slug, number, now=request.now)
    context = {"page": shown, "done": done_words(request, DONE)}
    return render(request, "liaison/guide/version.jinja", context)


@require_safe
def versions(request: DeskRequest, slug: str) -> HttpResponse:
    """List the versions of a page."""
    head, lines = history(request.actor, slug, now=request.now)
    context = {"head": head, "lines": lines, "works": works_on_guide(request.actor)}
    return render(request, "liaison/guide/versions.jinja", context)


@require_safe
def compare(request: DeskRequest, slug: str) -> HttpResponse:
    """Set two versions side by side."""
    found = comparison(
        request.actor,
        slug,
        before=_number(request.GET.get("before")),
        after=_number(request.GET.get("after")),
        now=request.now,
    )
    return render(request, "liaison/guide/compare.jinja", {"found": found})


def _number(said: str | None) -> int | None:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 6 else None


@require_safe
def page_sheet(request: DeskRequest, slug: str) -> HttpResponse:
    """Show a page as a sheet for paper."""
    shown = standing_page(request.actor, slug, now=request.now)
    context = {"page": shown, "back": reverse("liaison:guide_page", args=[slug])}
    return render(request, "liaison/guide/page_sheet.jinja", context)


@require_safe
def guide_sheet(request: DeskRequest) -> HttpResponse:
    """Show the whole guide as sheets for paper."""
    context = {
        "sections": whole_guide(request.actor, now=request.now),
        "back": reverse("liaison:guide"),
    }
    return render(request, "liaison/guide/guide_sheet.jinja", context)


@require_POST
def read(request: DeskRequest, slug: str) -> HttpResponse:
    """Keep that somebody has read the version that stands."""
    shown = standing_page(request.actor, slug, now=request.now)
    address = reverse("liaison:guide_page", args=[slug])
    if shown.version is not None and request.POST.get("number") == str(shown.version.number):
        say_read(request.actor, shown.version.id, now=request.now)
        return redirect(done_address(address, "read"))
    return redirect(address)


@require_safe
def read_by(request: DeskRequest, slug: str) -> HttpResponse:
    """Show how many of each role have read the version that stands."""
    found = receipts(request.actor, slug, now=request.now)
    return render(request, "liaison/guide/receipts.jinja", {"found": found})


@require_safe
def laws(request: DeskRequest) -> HttpResponse:
    """List the law that can be quoted, and how many pages quote it."""
    entries = law_list(request.actor, today=local_date(request.now))
    return render(request, "liaison/guide/laws.jinja", {"entries": entries})


@require_safe
def law(request: DeskRequest, name: str) -> HttpResponse:
    """Show one number of the law, and the pages that quote it."""
    found = law_page(
        request.actor,
        name,
        today=local_date(request.now),
        works=works_on_guide(request.actor),
    )
    return render(request, "liaison/guide/law.jinja", {"found": found})
