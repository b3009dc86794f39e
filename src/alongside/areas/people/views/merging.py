"""Whether two records are one person's: the list, the two side by side, and parting them again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.people import queries
from alongside.areas.people.actions import merging as actions
from alongside.areas.people.actions import pairing, parting
from alongside.areas.people.forms import FindForm
from alongside.areas.people.forms.merging import (
    AskForm,
    DifferentForm,
    JoinForm,
    PartForm,
    SuggestForm,
)
from alongside.areas.people.queries.duplicates import duplicate_pairs
from alongside.areas.people.queries.merging_history import part_page
from alongside.areas.people.queries.merging_page import PairPage, pair_page
from alongside.areas.people.queries.merging_rows import standing_key
from alongside.areas.people.queries.page import core_details
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.areas.people.views.purposes import (
    allowed_purposes,
    person_address,
    purpose_or_usual,
)
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.actor import holds, require
from alongside.kernel.refusal import NotPermitted, Refused

Act = Callable[[PlainForm], UUID]


@require_safe
def duplicates(request: DeskRequest) -> HttpResponse:
    """List the pairs that wait for somebody to decide."""
    require(request.actor, PERMISSIONS, "pair.decide")
    purpose = purpose_or_usual(request)
    pairs = duplicate_pairs(request.actor, purpose=purpose, now=request.now)
    context = {"pairs": pairs, "purpose": purpose}
    return render(request, "people/duplicates.jinja", context)


@require_http_methods(["GET", "POST"])
def same_as(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Look up the other record of somebody who is on record twice."""
    require(request.actor, PERMISSIONS, "pair.suggest")
    purpose = purpose_or_usual(request)
    core = core_details(request.actor, person_id, purpose=purpose, now=request.now)
    posted = request.POST if request.method == "POST" else None
    form = FindForm(posted, initial={"purpose": purpose})
    form.fields["purpose"].choices = allowed_purposes(request)  # type: ignore[attr-defined]
    found: list[queries.FoundPerson] | None = None
    if posted is not None and form.is_valid():
        purpose = Purpose(form.cleaned_data["purpose"])
        try:
            lines = queries.find_people(
                request.actor, form.cleaned_data["q"], purpose=purpose, now=request.now
            )
            found = [line for line in lines if line.id != person_id]
        except Refused as refused:
            form.refuse(refused)
    context = {
        "form": form,
        "core": core,
        "found": found,
        "purpose": purpose,
        "back": person_address(person_id, purpose),
    }
    return render(request, "people/same_as.jinja", context, status=422 if form.errors else 200)


@require_safe
def pair(request: DeskRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Set two records side by side."""
    purpose, other = purpose_or_usual(request), standing_key(other_id)
    if other == person_id:
        return redirect(person_address(person_id, purpose))
    if other != other_id:
        return redirect(pair_address(person_id, other, purpose))
    return _pair(request, _page(request, person_id, other), {})


@require_POST
def join(request: DeskRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Join two records of one person."""
    require(request.actor, PERMISSIONS, "person.merge")
    page = _page(request, person_id, other_id)
    form = JoinForm(request.POST, questions=page.questions)

    def act(valid: PlainForm) -> UUID:
        said = valid.cleaned_data
        agreed = actions.Agreed(said["reason"], form.chosen(page.usual), said["seen"] or page.seen)
        return actions.merge_people(
            request.actor,
            agreed,
            one=person_id,
            another=other_id,
            now=request.now,
            request_key=valid.request_key,
        )

    done = person_address(page.kept.id, purpose_or_usual(request))
    return _answered(request, page, ("join", form), act, done=done)


@require_POST
def different(request: DeskRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Say that two records are about different people, so that nobody asks again."""
    require(request.actor, PERMISSIONS, "pair.decide")
    form = DifferentForm(request.POST, auto_id="different_%s")

    def act(valid: PlainForm) -> UUID:
        return pairing.say_different(
            request.actor,
            person_id,
            other_id,
            words=valid.cleaned_data["reason"],
            now=request.now,
            request_key=valid.request_key,
        )

    page = _page(request, person_id, other_id)
    return _answered(request, page, ("different", form), act, done=reverse("people:duplicates"))


@require_POST
def ask(request: DeskRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Ask somebody who may know."""
    require(request.actor, PERMISSIONS, "pair.decide")
    page = _page(request, person_id, other_id)
    form = AskForm(request.POST, to_ask=page.to_ask, auto_id="ask_%s")

    def act(valid: PlainForm) -> UUID:
        return pairing.ask_about_pair(
            request.actor,
            person_id,
            other_id,
            owner=UUID(valid.cleaned_data["owner"]),
            words=valid.cleaned_data["words"],
            now=request.now,
            request_key=valid.request_key,
        )

    return _answered(request, page, ("ask", form), act, done=reverse("people:duplicates"))


@require_POST
def think(request: DeskRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Say what you think of two records, for whoever decides."""
    page = _page(request, person_id, other_id)
    form = SuggestForm(request.POST, auto_id="think_%s")

    def act(valid: PlainForm) -> UUID:
        return pairing.say_what_you_think(
            request.actor,
            person_id,
            other_id,
            same=valid.cleaned_data["same"] == "yes",
            words=valid.cleaned_data["reason"],
            now=request.now,
            request_key=valid.request_key,
        )

    done = pair_address(person_id, other_id, purpose_or_usual(request))
    return _answered(request, page, ("think", form), act, done=done)


@require_http_methods(["GET", "POST"])
def part(request: DeskRequest, merge_id: UUID) -> HttpResponse:
    """Part two records again, saying whose what was recorded since is."""
    purpose = purpose_or_usual(request)
    page = part_page(request.actor, merge_id, purpose=purpose, now=request.now)
    posted = request.POST if request.method == "POST" else None
    form = PartForm(posted, page=page, initial={"seen": page.seen})
    if posted is not None and form.is_valid():
        seen = form.cleaned_data["seen"].split()
        apart = parting.Apart(form.cleaned_data["reason"], form.theirs(), seen)
        try:
            parting.part_people(
                request.actor, merge_id, apart, now=request.now, request_key=form.request_key
            )
            return redirect(person_address(page.person_id, purpose))
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "page": page, "back": person_address(page.person_id, purpose)}
    return render(request, "people/part.jinja", context, status=422 if form.errors else 200)


def pair_address(one: UUID, another: UUID, purpose: Purpose, *, name: str = "pair") -> str:
    """Answer the address of two records side by side, with the purpose."""
    return f"{reverse(f'people:{name}', args=[one, another])}?{urlencode({'purpose': purpose})}"


def _page(request: DeskRequest, person_id: UUID, other_id: UUID) -> PairPage:
    purpose = purpose_or_usual(request)
    return pair_page(request.actor, person_id, other_id, purpose=purpose, now=request.now)


def _answered(
    request: DeskRequest, page: PairPage, sent: tuple[str, PlainForm], act: Act, *, done: str
) -> HttpResponse:
    name, form = sent
    if form.is_valid():
        try:
            act(form)
            return redirect(done)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    return _pair(request, page, {name: form})


def _pair(request: DeskRequest, page: PairPage, sent: dict[str, PlainForm]) -> HttpResponse:
    purpose = purpose_or_usual(request)
    forms: dict[str, Any] = {
        "join": JoinForm(questions=page.questions, initial={"seen": page.seen}),
        "different": DifferentForm(auto_id="different_%s"),
        "ask": AskForm(to_ask=page.to_ask, auto_id="ask_%s"),
        "think": SuggestForm(auto_id="think_%s"),
    } | sent
    context = {
        "page": page,
        "forms": forms,
        "wrong": next(iter(sent.values()), None),
        "wrong_name": next(iter(sent), ""),
        "address": {
            name: pair_address(page.kept.id, page.other.id, purpose, name=f"pair_{name}")
            for name in ("join", "different", "ask", "think")
        },
        "may_see_list": holds(request.actor, PERMISSIONS, "pair.decide"),
        "purpose": purpose,
    }
    return render(request, "people/pair.jinja", context, status=422 if sent else 200)
