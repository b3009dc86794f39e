"""My words: read, written one question a screen, shared, taken back, put back, printed."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.plans.actions import contact_drafting as drafting
from alongside.areas.plans.actions import portal_words as acting
from alongside.areas.plans.actions.contact_printing import print_contact_plan
from alongside.areas.plans.actions.contact_sharing import NewSharing, share_contact_plan
from alongside.areas.plans.forms.portal_words import QuestionForm, RingForm, ShareForm
from alongside.areas.plans.queries.contact_pages import ContactDraft, contact_draft, draft_of
from alongside.areas.plans.queries.portal_words import my_words, read_my_words, who_sees
from alongside.areas.plans.rules import portal_questions as asking
from alongside.areas.plans.rules.contact_fields import Owner, fields_of, said_in
from alongside.areas.plans.rules.doors import Allowance
from alongside.areas.plans.sheets.contact_card import card_contents, card_pdf
from alongside.areas.plans.views.portal.opening import OwnRequest, own_page, show
from alongside.engines.sharing import Category
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@require_safe
@own_page(Allowance.SEE_WORDS)
def words(request: OwnRequest) -> HttpResponse:
    """Show the person their own words, and where they stand."""
    mine = read_my_words(request.actor, now=request.now)
    context = {"mine": mine, "said": mine.said(), "team": mine.said(Owner.TEAM)}
    return show(request, "words", context)


@require_safe
@own_page(Allowance.SEE_WORDS)
def print_words(request: OwnRequest) -> HttpResponse:
    """Show the words as a sheet for paper, with a card to carry; kept in the log as printed."""
    mine = my_words(request.actor, now=request.now)
    if not mine.any_shown:
        return redirect("plans:me_words")
    if mine.state == "shared":
        print_contact_plan(request.actor, request.door.person_id, method="sheet", now=request.now)
    team = {field.name: text for field, text in mine.said(Owner.TEAM)}
    return show(request, "print", {"mine": mine, "said": mine.said(), "team": team})


@require_safe
@own_page(Allowance.SEE_WORDS)
def card(request: OwnRequest) -> HttpResponse:
    """Give a card to carry, as a file to print."""
    paper = print_contact_plan(
        request.actor, request.door.person_id, method="card", now=request.now
    )
    response = HttpResponse(card_pdf(card_contents(paper)), content_type="application/pdf")
    # The name on the file says nothing of the person: phones are lent.
    response["Content-Disposition"] = 'attachment; filename="card.pdf"'
    return response


@require_POST
@own_page(Allowance.WRITE_WORDS)
def start(request: OwnRequest) -> HttpResponse:
    """Begin to write, or go on where they were."""
    drafting.start_contact_plan(request.actor, request.door.person_id, now=request.now)
    go_on = request.POST.get("go_on") == "1"
    return redirect("plans:me_write") if go_on else redirect("plans:me_question", asking.FIRST[0])


@require_safe
@own_page(Allowance.WRITE_WORDS)
def write(request: OwnRequest) -> HttpResponse:
    """Show every question with what is said so far."""
    draft = _draft(request)
    if draft is None:
        return redirect("plans:me_words")
    parts = [
        (title, [(q, asking.QUESTIONS[q], getattr(draft.words, q)) for q in questions])
        for section, title in asking.OWN_SECTIONS.items()
        if (questions := asking.questions_in(section))
    ]
    return show(request, "write", {"draft": draft, "parts": parts})


def _draft(request: OwnRequest) -> ContactDraft | None:
    draft_id = draft_of(request.actor, request.door.person_id)
    return contact_draft(request.actor, draft_id, now=request.now) if draft_id else None


@require_http_methods(["GET", "POST"])
@own_page(Allowance.WRITE_WORDS)
def question(request: OwnRequest, name: str) -> HttpResponse:
    """Ask one question and keep the answer."""
    if not asking.is_question(name):
        raise Http404
    draft = _draft(request)
    if draft is None:
        return redirect("plans:me_words")
    if name == asking.PEOPLE:
        return show(request, "people", {"draft": draft, "step": asking.step_words(name)})
    posted = request.POST if request.method == "POST" else None
    said = getattr(draft.words, name)
    form = QuestionForm(posted, question=name, said=said, version=draft.version)
    if posted is not None and form.is_valid():
        try:
            version = form.version or 0
            answers = {name: form.cleaned_data["said"]}
            drafting.save_contact_words(
                request.actor, draft.id, answers, version=version, now=request.now
            )
            return redirect(_next(name, stop=bool(posted.get("stop"))))
        except Refused as refused:
            refused.field = "said"
            form.refuse(refused)
    context = {"form": form, "step": asking.step_words(name), "skip": _next(name), "draft": draft}
    return show(request, "question", context, status=422 if form.errors else 200)


def _next(name: str, *, stop: bool = False) -> str:
    following = None if stop else asking.after(name)
    return (
        reverse("plans:me_question", args=[following]) if following else reverse("plans:me_write")
    )


@require_http_methods(["GET", "POST"])
@own_page(Allowance.WRITE_WORDS)
def add_person(request: OwnRequest) -> HttpResponse:
    """Ask for somebody to ring."""
    draft = _draft(request)
    if draft is None:
        return redirect("plans:me_words")
    form = RingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            everybody = (*draft.people, form.person())
            drafting.save_people_to_ring(
                request.actor, draft.id, everybody, version=draft.version, now=request.now
            )
            return redirect("plans:me_question", asking.PEOPLE)
        except Refused as refused:
            refused.field = (refused.field or "").rsplit("_", 1)[0]
            form.refuse(refused)
    return show(request, "add_person", {"form": form}, status=422 if form.errors else 200)


@require_POST
@own_page(Allowance.WRITE_WORDS)
def drop_person(request: OwnRequest) -> HttpResponse:
    """Take somebody off the list of people to ring."""
    draft = _draft(request)
    if draft is not None:
        place = request.POST.get("place", "")
        kept = [p for number, p in enumerate(draft.people, 1) if str(number) != place]
        drafting.save_people_to_ring(
            request.actor, draft.id, kept, version=draft.version, now=request.now
        )
    return redirect("plans:me_question", asking.PEOPLE)


@require_http_methods(["GET", "POST"])
@own_page(Allowance.CHOOSE_WHO_SEES)
def share(request: OwnRequest) -> HttpResponse:
    """Ask who may see the words and until when; then share them."""
    draft = _draft(request)
    if draft is None:
        return redirect("plans:me_words")
    medical = bool(said_in(draft.words, fields_of(Category.MEDICAL_SAFETY)))
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        services=who_sees(request.actor, now=request.now),
        version=draft.version,
        medical=medical,
    )
    if request.method == "POST" and form.is_valid():
        sharing = NewSharing(
            recipients=form.recipients(),
            review_on=form.review_on(local_date(request.now)),
            medical_agreed=form.medical_agreed(),
        )
        try:
            held = share_contact_plan(
                request.actor,
                draft.id,
                sharing,
                version=form.version or 0,
                now=request.now,
                request_key=form.request_key,
            )
            return redirect("plans:me_write" if held else "plans:me_words")
        except Refused as refused:
            form.refuse(refused)
    return show(request, "share", {"form": form}, status=422 if form.errors else 200)


@require_POST
@own_page(Allowance.WRITE_WORDS)
def put_away(request: OwnRequest) -> HttpResponse:
    """Put away what was begun; what is shared stays as it is."""
    draft_id = draft_of(request.actor, request.door.person_id)
    if draft_id is not None:
        drafting.set_aside_contact_draft(request.actor, draft_id, now=request.now)
    return redirect("plans:me_words")


@require_http_methods(["GET", "POST"])
@own_page(Allowance.WRITE_WORDS)
def take_back(request: OwnRequest) -> HttpResponse:
    """Take the words back: this is the second tap."""
    if request.method == "POST":
        acting.take_words_back(request.actor, now=request.now)
        return redirect("plans:me_words")
    if not my_words(request.actor, now=request.now).any_shown:
        return redirect("plans:me_words")
    return show(request, "take_words_back")


@require_POST
@own_page(Allowance.WRITE_WORDS)
def put_back(request: OwnRequest) -> HttpResponse:
    """Undo that."""
    acting.put_words_back(request.actor, now=request.now)
    return redirect("plans:me_words")


@require_safe
@own_page(Allowance.SEE_WORDS)
def sees(request: OwnRequest) -> HttpResponse:
    """Show who may see the words."""
    mine = my_words(request.actor, now=request.now)
    context = {"mine": mine, "lines": who_sees(request.actor, now=request.now)}
    return show(request, "sees", context)


@require_POST
@own_page(Allowance.CHOOSE_WHO_SEES)
def let_see(request: OwnRequest, service_id: UUID) -> HttpResponse:
    """Say yes or no to one service."""
    acting.let_see(
        request.actor, service_id, yes=request.POST.get("answer") == "yes", now=request.now
    )
    return redirect(reverse("plans:me_sees") + f"#service-{service_id}")
