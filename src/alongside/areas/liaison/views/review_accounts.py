"""A service's own account: write it, hand it in. Then all of them side by side."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.liaison.actions.review_accounts import hand_in, save_account
from alongside.areas.liaison.actions.review_together import mark_difference, take_times_again
from alongside.areas.liaison.forms.review_accounts import AccountForm, DifferenceForm
from alongside.areas.liaison.forms.reviews import HandInForm
from alongside.areas.liaison.queries.review_accounts import own_account
from alongside.areas.liaison.queries.review_page import review_page
from alongside.areas.liaison.queries.review_together import Together, together
from alongside.areas.liaison.rules.beside import RECORD
from alongside.areas.liaison.views.reviews import DONE, to_review
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.local_time import to_local

SHORT = 70


@require_http_methods(BOTH)
def account(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Write the account of one's own service; read it once it is handed in."""
    own = own_account(request.actor, review_id)
    if not own.may_write:
        return render(request, "liaison/reviews/account_in.jinja", {"own": own})
    form = AccountForm(
        posted(request),
        initial={
            "lines": own.account.typed,
            "went_well": own.account.went_well,
            "differently": own.account.differently,
            "version": own.account.number,
        },
    )

    def do() -> str:
        save_account(
            request.actor,
            review_id,
            form.account(),
            now=request.now,
            request_key=form.request_key,
        )
        return done_address(reverse("liaison:hand_in", args=[review_id]), "saved")

    return ask(
        request,
        form,
        do=do,
        template="liaison/reviews/account.jinja",
        title="Your service's account",
        submit_words="Save and see how it reads",
        back=reverse("liaison:review", args=[review_id]),
        own=own,
    )


@require_http_methods(BOTH)
def hand_in_own(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Read the account as it was saved, then hand it in."""
    own = own_account(request.actor, review_id)
    if not own.may_write:
        return redirect("liaison:account", review_id)
    form = HandInForm(posted(request), initial={"version": own.account.number})

    def do() -> str:
        hand_in(
            request.actor,
            review_id,
            number=form.version,
            now=request.now,
            request_key=form.request_key,
        )
        return to_review(review_id, "handed_in")

    return ask(
        request,
        form,
        do=do,
        template="liaison/reviews/hand_in.jinja",
        title="Hand in your service's account",
        submit_words="Hand it in",
        back=reverse("liaison:account", args=[review_id]),
        back_words="Change it",
        own=own,
        done=done_words(request, DONE),
    )


@require_safe
def side_by_side(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Show the accounts beside each other and the record."""
    found = together(request.actor, review_id, now=request.now)
    context = {"together": found, "done": done_words(request, DONE), "record": RECORD}
    return render(request, "liaison/reviews/together.jinja", context)


@require_safe
def sheet(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Show a review as a sheet, for a meeting."""
    page = review_page(request.actor, review_id, now=request.now)
    context = {
        "page": page,
        "together": together(request.actor, review_id, now=request.now) if page.opened else None,
        "back": reverse("liaison:review", args=[review_id]),
    }
    return render(request, "liaison/reviews/sheet.jinja", context)


@require_POST
def times_again(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Take the times of the record again."""
    take_times_again(request.actor, review_id, now=request.now)
    return redirect(done_address(reverse("liaison:together", args=[review_id]), "saved"))


@require_http_methods(BOTH)
def difference(request: DeskRequest, review_id: UUID) -> HttpResponse:
    """Mark where two tellings differ."""
    found = together(request.actor, review_id, now=request.now)
    lines, beside = _choices(found)
    form = DifferenceForm(
        posted(request),
        lines=lines,
        beside=beside,
        initial={name: request.GET.get(name, "") for name in ("line", "beside")},
    )

    def do() -> str:
        mark_difference(
            request.actor, review_id, form.new(), now=request.now, request_key=form.request_key
        )
        return done_address(reverse("liaison:together", args=[review_id]), "saved")

    return ask(
        request,
        form,
        do=do,
        title="Mark a difference",
        lead="Both tellings stay as they are. This says that they differ, for all to see.",
        submit_words="Mark it",
        back=reverse("liaison:together", args=[review_id]),
    )


def _choices(found: Together) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Lines of accounts, and everything that can be set beside one, as they are told."""
    told = [
        (
            one.whose,
            (
                str(one.id),
                f"{one.whose}{f', {to_local(one.at):%H:%M}' if one.at else ''}: "
                f"{one.words[:SHORT]}",
            ),
        )
        for whose in found.columns
        for row in found.rows
        if (one := row.of(whose))
    ]
    everything = [choice for _, choice in told]
    return [choice for whose, choice in told if whose != RECORD], everything
