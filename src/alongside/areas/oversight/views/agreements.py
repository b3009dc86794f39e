"""The register of agreements: list, read, write, sign, review, withdraw."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.oversight import actions, queries
from alongside.areas.oversight.forms import (
    AgreementForm,
    PartyForm,
    ReviewForm,
    SignForm,
    WithdrawForm,
)
from alongside.areas.oversight.queries.agreements import AgreementPage, PartyPage
from alongside.areas.oversight.rules.agreements import LABELS, PARTY_LABELS
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.areas.oversight.views.answering import answer_form, posted
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.accounts.queries import organisations
from alongside.foundation.picture.deciding import policy_at
from alongside.kernel.actor import holds, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

BOTH = ["GET", "POST"]


@require_safe
def show_register(request: DeskRequest) -> HttpResponse:
    """List every agreement, those that wait for somebody first."""
    lines = queries.register(request.actor, now=request.now)
    may_write = holds(request.actor, PERMISSIONS, "agreement.write")
    return render(request, "oversight/agreements.jinja", {"lines": lines, "may_write": may_write})


@require_safe
def show_agreement(request: DeskRequest, agreement_id: UUID) -> HttpResponse:
    """Show one agreement in full, and what stops if it lapses."""
    page = queries.agreement(request.actor, agreement_id, now=request.now)
    context = {"page": page, "labels": LABELS, "party_labels": PARTY_LABELS}
    return render(request, "oversight/agreement.jinja", context)


@require_http_methods(BOTH)
def write(request: DeskRequest) -> HttpResponse:
    """Draft an agreement."""
    require(request.actor, PERMISSIONS, "agreement.write")
    own = [str(request.actor.organisation_id)]
    form = _form(request, {"organisations": own})
    return answer_form(
        request,
        form,
        title="Draft an agreement",
        do=lambda: actions.write_agreement(
            request.actor, form.entry(), now=request.now, request_key=form.request_key
        ),
        done=_page,
        back=reverse("oversight:agreements"),
        button="Save the draft",
        template="oversight/agreement_form.jinja",
    )


@require_http_methods(BOTH)
def change(request: DeskRequest, agreement_id: UUID) -> HttpResponse:
    """Change a draft."""
    require(request.actor, PERMISSIONS, "agreement.write")
    page = queries.agreement(request.actor, agreement_id, now=request.now)
    form = _form(request, _initial(page))
    return answer_form(
        request,
        form,
        title=f"Change {page.line.reference}",
        do=lambda: actions.change_agreement(
            request.actor,
            agreement_id,
            form.entry(page.entry.parties),
            version=form.version or 0,
            now=request.now,
        ),
        done=_page(agreement_id),
        back=_page(agreement_id),
        button="Save the draft",
        template="oversight/agreement_form.jinja",
        warning="Signatures to the draft as it was count no more." if _signed(page) else "",
    )


@require_http_methods(BOTH)
def follow(request: DeskRequest, agreement_id: UUID) -> HttpResponse:
    """Draft the agreement that follows this one, starting from what it says."""
    require(request.actor, PERMISSIONS, "agreement.write")
    page = queries.agreement(request.actor, agreement_id, now=request.now)
    starts = max(page.entry.ends_on, local_date(request.now)) + timedelta(days=1)
    fresh = {
        "reference": "",
        "starts_on": starts,
        "review_on": starts + timedelta(days=330),
        "ends_on": starts + timedelta(days=364),
        "version": None,
    }
    form = _form(request, _initial(page) | fresh)
    return answer_form(
        request,
        form,
        title=f"Draft what follows {page.line.reference}",
        do=lambda: actions.write_agreement(
            request.actor,
            form.entry(page.entry.parties),
            replaces=agreement_id,
            now=request.now,
            request_key=form.request_key,
        ),
        done=_page,
        back=_page(agreement_id),
        button="Save the draft",
        template="oversight/agreement_form.jinja",
    )


@require_http_methods(BOTH)
def party(request: DeskRequest, agreement_id: UUID, organisation_id: UUID) -> HttpResponse:
    """Say what the agreement says of one party."""
    require(request.actor, PERMISSIONS, "agreement.write")
    page = queries.agreement(request.actor, agreement_id, now=request.now)
    named = _party(page, organisation_id)
    kept = next(one for one in page.entry.parties if one.organisation_id == organisation_id)
    form = PartyForm(posted(request), initial=asdict(kept) | {"version": page.version})
    return answer_form(
        request,
        form,
        title=f"{named.name} in {page.line.reference}",
        do=lambda: actions.change_agreement(
            request.actor,
            agreement_id,
            replace(
                page.entry,
                parties=tuple(
                    form.party(organisation_id) if one.organisation_id == organisation_id else one
                    for one in page.entry.parties
                ),
            ),
            version=form.version or 0,
            now=request.now,
        ),
        done=_page(agreement_id),
        back=_page(agreement_id),
        warning="Signatures to the draft as it was count no more." if _signed(page) else "",
    )


@require_http_methods(BOTH)
def sign(request: DeskRequest, agreement_id: UUID, organisation_id: UUID) -> HttpResponse:
    """Record that a named person of a party signed."""
    require(request.actor, PERMISSIONS, "agreement.sign")
    page = queries.agreement(request.actor, agreement_id, now=request.now)
    named = _party(page, organisation_id)
    form = SignForm(posted(request), initial={"version": page.version})
    return answer_form(
        request,
        form,
        title=f"{named.name} signs {page.line.reference}",
        do=lambda: actions.sign_agreement(
            request.actor,
            agreement_id,
            organisation_id,
            signed_by=form.cleaned_data["signed_by"],
            post=form.cleaned_data["post"],
            version=form.version or 0,
            now=request.now,
        ),
        done=_page(agreement_id),
        said="signed",
        back=_page(agreement_id),
        button="Record the signature",
        lead=f"Version {page.version}. You record that you have seen this signature.",
    )


@require_http_methods(BOTH)
def review(request: DeskRequest, agreement_id: UUID) -> HttpResponse:
    """Say what a review found."""
    require(request.actor, PERMISSIONS, "agreement.review")
    page = queries.agreement(request.actor, agreement_id, now=request.now)
    form = ReviewForm(posted(request), initial={"next_review_on": page.entry.ends_on})
    return answer_form(
        request,
        form,
        title=f"Review {page.line.reference}",
        do=lambda: actions.review_agreement(request.actor, agreement_id, now=request.now, **{
            name: form.cleaned_data[name] for name in ("words", "next_review_on")
        }),
        done=_page(agreement_id),
        said="reviewed",
        back=_page(agreement_id),
        button="Save the review",
    )  # fmt: skip


@require_http_methods(BOTH)
def withdraw(request: DeskRequest, agreement_id: UUID) -> HttpResponse:
    """Withdraw from an agreement, with what stops in sight."""
    require(request.actor, PERMISSIONS, "agreement.withdraw")
    page = queries.agreement(request.actor, agreement_id, now=request.now)
    form = WithdrawForm(posted(request))
    return answer_form(
        request,
        form,
        title=f"Withdraw from {page.line.reference}",
        do=lambda: actions.withdraw_agreement(
            request.actor, agreement_id, reason=form.cleaned_data["reason"], now=request.now
        ),
        done=_page(agreement_id),
        said="withdrawn",
        back=_page(agreement_id),
        button="Withdraw now",
        page=page,
        lead="Routine sharing on it stops with the next look, everywhere. Emergencies are not "
        "touched.",
    )


def _form(request: DeskRequest, initial: dict[str, Any]) -> AgreementForm:
    policy = policy_at(request.now)
    words = {
        "purposes": [(one.value, policy.purposes[one].words) for one in Purpose],
        "categories": [
            (one.value, spoken.title.rstrip(",")) for one, spoken in policy.categories.items()
        ],
        "gateways": [(code, f"{one.words} {one.law}") for code, one in policy.gateways.items()],
    }
    named = [(str(one.id), one.name) for one in organisations()]
    return AgreementForm(posted(request), organisations=named, words=words, initial=initial)


def _initial(page: AgreementPage) -> dict[str, Any]:
    values = asdict(page.entry)
    chosen = [str(one.organisation_id) for one in page.entry.parties]
    return values | {"organisations": chosen, "version": page.version}


def _signed(page: AgreementPage) -> bool:
    return any(one.signed_at for one in page.parties)


def _party(page: AgreementPage, organisation_id: UUID) -> PartyPage:
    for one in page.parties:
        if one.organisation_id == organisation_id:
            return one
    raise Refused("agreement.not_a_party", "That organisation is not a party to this.")


def _page(agreement_id: object) -> str:
    return reverse("oversight:agreement", args=[agreement_id])
