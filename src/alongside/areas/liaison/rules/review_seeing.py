"""Who may read and write an account before all are open: nobody but the service it is of.

Whoever runs a review belongs to a service too. So the liaison lead reads no account before the
accounts are open, not even that of their own service, and writes none; and whoever once did
something that only somebody running the review does is held to the same in any other role.
"""

from dataclasses import dataclass
from uuid import UUID

from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_states import ReviewState
from alongside.kernel.actor import Actor, Role, holds, require
from alongside.kernel.refusal import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides who sees what of one review.

    Attributes:
        state: Where it stands.
        opened: Whether the accounts have been opened.
        parties: The services asked.
        raised_by: Who raised it.
        ran_by: Who did what only somebody running it does.
        wrote: Who saved or handed in an account.
    """

    state: ReviewState
    opened: bool
    parties: frozenset[UUID]
    raised_by: UUID
    ran_by: frozenset[UUID] = frozenset()
    wrote: frozenset[UUID] = frozenset()


def runs(viewer: Actor, review: Standing) -> bool:
    """Answer whether somebody stands beside the review rather than in it."""
    return viewer.role is Role.LIAISON_LEAD or viewer.user_id in review.ran_by


def may_see(viewer: Actor, review: Standing) -> bool:
    """Answer whether somebody may see that there is such a review, and where it stands."""
    if not holds(viewer, PERMISSIONS, "review.see"):
        return False
    return (
        holds(viewer, PERMISSIONS, "review.run")
        or viewer.role is Role.INFORMATION_GOVERNANCE
        or viewer.organisation_id in review.parties
        or viewer.user_id == review.raised_by
    )


def may_write_account(viewer: Actor, review: Standing, organisation_id: UUID) -> bool:
    """Answer whether somebody may write for a service: they act for it, and do not run the review.

    The account may be handed in already; whether it can still be changed is another rule.
    """
    return (
        review.state in (ReviewState.GATHERING, ReviewState.OPENED)
        and holds(viewer, PERMISSIONS, "review.account")
        and viewer.organisation_id == organisation_id
        and organisation_id in review.parties
        and not runs(viewer, review)
    )


def may_read_account(
    viewer: Actor, review: Standing, organisation_id: UUID, *, handed_in: bool
) -> bool:
    """Answer whether somebody may read the words of a service's account.

    Args:
        viewer: Who looks.
        review: The review.
        organisation_id: Whose account.
        handed_in: Whether it has been handed in: a draft is never anybody else's.
    """
    if not may_see(viewer, review):
        return False
    own = (
        holds(viewer, PERMISSIONS, "review.account")
        and viewer.organisation_id == organisation_id
        and not runs(viewer, review)
    )
    return own or (review.opened and handed_in)


def may_weigh(viewer: Actor, review: Standing) -> bool:
    """Answer whether somebody may say what the accounts show together: once they are open."""
    return may_see(viewer, review) and review.opened and review.state is ReviewState.OPENED


def check_may_run(actor: Actor, review: Standing) -> None:
    """Refuse to let somebody run a review they wrote an account of.

    Raises:
        NotPermitted: The role runs no reviews, or ``review.wrote``.
    """
    require(actor, PERMISSIONS, "review.run")
    if actor.user_id in review.wrote:
        raise NotPermitted(
            "review.wrote",
            "You wrote an account of this review, so you cannot decide how it runs.",
            next_step="Ask another liaison lead.",
        )


def check_may_write(actor: Actor, review: Standing, organisation_id: UUID) -> None:
    """Refuse to let somebody write an account that is not theirs to write.

    Raises:
        NotPermitted: The role writes none, ``review.runs`` or ``review.not_yours``.
        Refused: ``review.ended``.
    """
    require(actor, PERMISSIONS, "review.account")
    if review.state not in (ReviewState.GATHERING, ReviewState.OPENED):
        raise Refused(
            "review.ended", "This review has ended.", next_step="Ask the liaison lead to reopen it."
        )
    if runs(actor, review):
        raise NotPermitted(
            "review.runs",
            "You help to run this review, so you write no account of it.",
            next_step="Ask a colleague of your service to write it.",
        )
    if not may_write_account(actor, review, organisation_id):
        raise NotPermitted(
            "review.not_yours",
            "This account is not your service's to write.",
            next_step="Each service writes its own.",
        )
