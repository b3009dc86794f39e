"""Pages for what is held back: breaking glass, asking a senior person, and their answer."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.engines.sharing import Category, Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.picture import actions, queries
from alongside.foundation.picture.addresses import person_page
from alongside.foundation.picture.compose import compose_part, purposes_for
from alongside.foundation.picture.forms import AskForm, DecideForm, GlassForm
from alongside.foundation.picture.pictures import Picture
from alongside.kernel.refusal import NotPermitted, Refused


@require_http_methods(["GET", "POST"])
def glass(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Say what breaking glass opens, for how long and who is told; and do it."""
    purpose = _purpose(request)
    offer = queries.glass_offer(request.actor, person_id, purpose=purpose, now=request.now)
    posted = request.POST if request.method == "POST" else None
    form = GlassForm(posted, offered=offer.offered)
    if posted is not None and form.is_valid():
        try:
            actions.break_glass(
                request.actor,
                person_id,
                purpose=purpose,
                categories=form.chosen(),
                reason=form.cleaned_data["reason"],
                hours=form.cleaned_data["hours"],
                now=request.now,
                request_key=form.request_key,
            )
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(person_page(person_id, purpose))
    context = {"form": form, "offer": offer, "back": person_page(person_id, purpose)}
    return render(request, "picture/glass.jinja", context, status=422 if form.errors else 200)


@require_POST
def end_glass(request: DeskRequest, glass_id: UUID) -> HttpResponse:
    """End one's own broken glass before its time."""
    person_id = actions.end_break_glass(request.actor, glass_id, now=request.now)
    return redirect(person_page(person_id, _purpose(request)))


@require_http_methods(["GET", "POST"])
def ask(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Ask the senior people on duty to let one kind of information go."""
    purpose, category = _purpose(request), _category(request)
    waiting = queries.open_request(request.actor, person_id, purpose=purpose, category=category)
    if waiting is not None:
        return redirect("picture:asked", waiting)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask_senior(
                request.actor,
                person_id,
                purpose=purpose,
                category=category,
                need=form.cleaned_data["need"],
                now=request.now,
                request_key=form.request_key,
            )
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("picture:asked", made)
    offer = queries.senior_offer(request.actor, category, purpose=purpose, now=request.now)
    context = {"form": form, "offer": offer, "back": person_page(person_id, purpose)}
    return render(request, "picture/ask.jinja", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def asked(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Show whoever asked how it stands; let a senior person weigh it and decide."""
    page = queries.senior_request(request.actor, request_id, now=request.now)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = actions.SeniorAnswer(
            allow=form.allows(),
            test=form.test(),
            hours=form.hours_chosen(),
            note=form.cleaned_data["note"],
        )
        try:
            actions.decide_justification(request.actor, request_id, answer, now=request.now)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("picture:asked", request_id)
    context = {
        "page": page,
        "form": form if page.may_decide else None,
        "picture": None if page.mine else _who(request, page.person_id),
        "back": person_page(page.person_id, page.purpose) if page.mine else reverse("home"),
    }
    return render(request, "picture/asked.jinja", context, status=422 if form.errors else 200)


def _who(request: DeskRequest, person_id: UUID) -> Picture | None:
    """Who it is about, as far as the senior person's own role may see."""
    usual: list[tuple[Purpose, Any]] = list(purposes_for(request.actor, request.now))
    if not usual:
        return None
    return compose_part(
        request.actor,
        person_id,
        categories=(Category.IDENTITY,),
        purpose=usual[0][0],
        now=request.now,
    )


def _purpose(request: DeskRequest) -> Purpose:
    """Answer the purpose in the address, when it is one the viewer may give."""
    given = request.GET.get("purpose", "")
    for purpose, _ in purposes_for(request.actor, request.now):
        if purpose == given:
            return purpose
    raise NotPermitted(
        "not_permitted.purpose",
        "Your role does not look at people for this purpose.",
        next_step="Open the person's page and choose why you look.",
    )


def _category(request: DeskRequest) -> Category:
    given = request.GET.get("category", "")
    if given not in {category.value for category in Category}:
        raise Refused(
            "senior.category",
            "That is not a kind of information.",
            next_step="Open the person's page and ask from there.",
        )
    return Category(given)
