"""Finds a review for somebody who may see it."""

from uuid import UUID

from alongside.areas.liaison.models import AccountVersion, IncidentReview, ReviewEvent, ReviewParty
from alongside.areas.liaison.rules.account_lines import SaidLine
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_seeing import Standing, may_see
from alongside.areas.liaison.rules.review_states import RUNNING, ReviewState
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def review_for(viewer: Actor, review_id: UUID, *, lock: bool = False) -> IncidentReview:
    """Answer a review that the viewer may see.

    Args:
        viewer: Who looks, or acts.
        review_id: At which.
        lock: Whether to keep others from changing it until the transaction ends.

    Raises:
        NotPermitted: The role sees no reviews.
        Refused: ``review.not_found``, the same where there is none and where it is not theirs.
    """
    require(viewer, PERMISSIONS, "review.see")
    rows = IncidentReview.objects.select_for_update() if lock else IncidentReview.objects
    review = rows.filter(pk=review_id).first()
    if review is None or not may_see(viewer, standing_of(review)):
        raise Refused(
            "review.not_found",
            "That review is not here, or your service is not part of it.",
            next_step="Go back to the list of reviews and open it from there.",
        )
    return review


def standing_of(review: IncidentReview) -> Standing:
    """Answer what decides who sees what of a review."""
    running = ReviewEvent.objects.filter(review=review, kind__in=RUNNING)
    accounts = AccountVersion.objects.filter(party__review=review)
    wrote = set(accounts.values_list("saved_by_id", flat=True))
    wrote |= set(accounts.exclude(handed_in_by=None).values_list("handed_in_by_id", flat=True))
    parties = ReviewParty.objects.filter(review=review)
    return Standing(
        state=ReviewState(review.state),
        opened=review.opened_at is not None,
        parties=frozenset(parties.values_list("organisation_id", flat=True)),
        raised_by=review.raised_by_id,
        ran_by=frozenset(running.values_list("by_id", flat=True)),
        wrote=frozenset(wrote),
    )


def newest_account(party: ReviewParty, *, handed_in: bool = False) -> AccountVersion | None:
    """Answer the newest version of a service's account; the caller has asked who looks.

    Args:
        party: Whose.
        handed_in: Only the one that was handed in.
    """
    rows = party.accounts.order_by("-number")
    found: AccountVersion | None = (
        rows.filter(handed_in_at__isnull=False) if handed_in else rows
    ).first()
    return found


def lines_of_account(account: AccountVersion) -> tuple[SaidLine, ...]:
    """Answer the lines of an account in order; the caller has asked who looks."""
    rows = account.lines.order_by("sequence")
    return tuple(SaidLine(row.happened_at, row.about, row.words) for row in rows)
