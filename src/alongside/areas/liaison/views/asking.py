"""Ask the hub: earlier answers are offered while one types, and the question goes off."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.areas.liaison.actions.questions import FoundEntry, ask_question, close_with_found
from alongside.areas.liaison.forms.questions import AskAboutForm, AskForm
from alongside.areas.liaison.queries.asking import asking_about, asking_page
from alongside.areas.liaison.queries.searching import Found, found
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.as_typed import SETTLED
from alongside.foundation.kit.asking import BOTH, posted
from alongside.foundation.kit.asking import ask as ask_with
from alongside.foundation.kit.done import done_address
from alongside.kernel.refusal import NotPermitted, Refused

BESIDE = (SearchKind.ANSWER, SearchKind.PAGE, SearchKind.POLICY)
OFFERED = 5


@require_http_methods(BOTH)
def ask(request: DeskRequest) -> HttpResponse:
    """Take a question, offer what was answered before, or close it with that.

    What is typed goes in the body, never in an address. While somebody types, only what may answer
    already is asked for and answered; without a script a button does the same.
    """
    page = asking_page(request.actor, answer_id=_answer(request), now=request.now)
    sent = posted(request)
    looking = sent is not None and (bool(request.htmx) or "look" in sent)
    initial = dict(sent.items()) if looking and sent is not None else {"words": page.quoted}
    form = AskForm(
        None if looking else sent,
        promise=page.promise,
        for_caller=page.for_caller,
        initial=initial,
    )
    offered = _offered(request, initial.get("subject", "")) if looking else []
    if request.htmx:
        return render(request, "liaison/questions/offered.jinja", {"offered": offered})
    if sent is not None and not looking and form.is_valid():
        try:
            return _take(request, form)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "offered": offered, "looked": looking, "page": page}
    form.fields["subject"].widget.attrs.update(_looked_up_as_typed())
    status = 422 if form.errors else 200
    return render(request, "liaison/questions/ask.jinja", context, status=status)


@require_http_methods(BOTH)
def ask_about(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Ask about somebody, for a purpose the sharing decision allows."""
    given = _purpose(request)
    page = asking_about(request.actor, person_id, purpose=given, now=request.now)
    form = AskAboutForm(
        posted(request),
        promise=page.promise,
        purposes=page.purposes,
        initial={"purpose": page.purpose.value},
    )

    def do() -> str:
        made = ask_question(
            request.actor,
            form.new(form.about(person_id)),
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(reverse("liaison:question", args=[made]), "asked")

    return ask_with(
        request,
        form,
        do=do,
        title="Ask the hub about this person",
        lead=f"About {page.name}. Their name stands on the question’s page only, for those who "
        "may see it. Do not write it below.",
        submit_words="Send the question",
        back=page.back,
        back_words="Back to their page",
    )


def _take(request: DeskRequest, form: AskForm) -> HttpResponse:
    chosen = request.POST.get("found", "")
    if chosen:
        made = close_with_found(
            request.actor,
            form.new(),
            _entry(chosen),
            now=request.now,
            request_key=form.request_key,
        )
    else:
        made = ask_question(
            request.actor, form.new(), now=request.now, request_key=form.request_key
        )
    address = reverse("liaison:question", args=[made])
    return redirect(done_address(address, "found" if chosen else "asked"))


def _entry(chosen: str) -> FoundEntry:
    kind, _, key = chosen.partition(":")
    try:
        return FoundEntry(SearchKind(kind), UUID(key))
    except ValueError:
        raise Refused(
            "question.found_gone",
            "That answer could not be read.",
            next_step="Send your question instead.",
        ) from None


def _offered(request: DeskRequest, subject: str) -> list[Found]:
    return found(request.actor, subject, limit=OFFERED, kinds=BESIDE) if subject.strip() else []


def _looked_up_as_typed() -> dict[str, str]:
    return {
        "hx-post": reverse("liaison:ask"),
        "hx-trigger": SETTLED,
        "hx-target": "#offered",
        "hx-include": "closest form",
        "hx-sync": "this:replace",
        "aria-controls": "offered",
    }


def _answer(request: DeskRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("answer", ""))
    except ValueError:
        return None


def _purpose(request: DeskRequest) -> Purpose | None:
    given = request.GET.get("purpose", "")
    return Purpose(given) if given in set(Purpose) else None
