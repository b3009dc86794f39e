"""Accounts of a review as a viewer may read them: before all are open, only their own service's."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.liaison.models import AccountVersion, IncidentReview, Post, ReviewParty
from alongside.areas.liaison.queries.posts import PostLine, lines_of
from alongside.areas.liaison.queries.review_rows import (
    lines_of_account,
    newest_account,
    review_for,
    standing_of,
)
from alongside.areas.liaison.rules.account_lines import SaidLine, as_typed
from alongside.areas.liaison.rules.review_seeing import (
    Standing,
    check_may_write,
    may_read_account,
    may_write_account,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import NotPermitted


@dataclass(frozen=True, slots=True)
class AccountShown:
    """The words of one account.

    Attributes:
        number: Of the version; 0 where nothing is written yet.
        typed: Its lines as they are typed.
        handed_in_at: ``None`` while it is a draft.
    """

    number: int
    lines: tuple[SaidLine, ...]
    typed: str
    went_well: str
    differently: str
    saved_by: str
    saved_at: datetime | None
    handed_in_by: str
    handed_in_at: datetime | None


NOTHING_YET = AccountShown(0, (), "", "", "", "", None, "", None)


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One service in a review: whether its account is in, and its words where they may be read.

    Attributes:
        handed_in_at: When; ``None`` while it is not.
        after_opening: Whether it was handed in once others could be read.
        may_write: Whether the viewer may write it now.
        account: Its words; ``None`` where the viewer may not read them, or there are none.
    """

    id: UUID
    organisation_id: UUID
    organisation: str
    post: PostLine
    asked_at: datetime
    handed_in_at: datetime | None
    after_opening: bool
    may_write: bool
    account: AccountShown | None


def parties_of(
    viewer: Actor, review: IncidentReview, standing: Standing, *, now: datetime
) -> tuple[PartyLine, ...]:
    """Answer the services of a review that the viewer has been let see, by name."""
    rows = review.parties.select_related("organisation").order_by("organisation__short_name")
    parties = list(rows)
    posts = Post.objects.filter(pk__in=[one.post_id for one in parties])
    posts_by_id = {one.id: one for one in lines_of(posts.select_related("organisation"), now=now)}
    return tuple(
        _party(viewer, one, standing, review=review, post=posts_by_id[one.post_id])
        for one in parties
    )


def _party(
    viewer: Actor,
    party: ReviewParty,
    standing: Standing,
    *,
    review: IncidentReview,
    post: PostLine,
) -> PartyLine:
    handed = newest_account(party, handed_in=True)
    reads = may_read_account(viewer, standing, party.organisation_id, handed_in=handed is not None)
    # The draft is loaded only for its own service: what is not loaded cannot be shown by mistake.
    account = (handed or newest_account(party)) if reads else None
    at = handed.handed_in_at if handed else None
    return PartyLine(
        id=party.id,
        organisation_id=party.organisation_id,
        organisation=party.organisation.short_name,
        post=post,
        asked_at=party.asked_at,
        handed_in_at=at,
        after_opening=bool(at and review.opened_at and at > review.opened_at),
        may_write=handed is None and may_write_account(viewer, standing, party.organisation_id),
        account=account_shown(account) if account else None,
    )


def account_shown(account: AccountVersion) -> AccountShown:
    """Answer an account's words; the caller has asked who reads them."""
    lines = lines_of_account(account)
    return AccountShown(
        number=account.number,
        lines=lines,
        typed=as_typed(lines),
        went_well=account.went_well,
        differently=account.differently,
        saved_by=account.saved_by.display_name,
        saved_at=account.saved_at,
        handed_in_by=account.handed_in_by.display_name if account.handed_in_by else "",
        handed_in_at=account.handed_in_at,
    )


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """The account of the viewer's own service, to write or to hand in.

    Attributes:
        opened: Whether the others' accounts are open already.
        may_write: Whether it can still be changed by the viewer.
        others: Short names of the other services asked.
    """

    review_id: UUID
    number: int
    title: str
    why: str
    organisation: str
    happened_on: date
    accounts_due_on: date
    opened: bool
    may_write: bool
    others: tuple[str, ...]
    account: AccountShown


def own_account(viewer: Actor, review_id: UUID) -> OwnAccount:
    """Answer the account of the viewer's own service.

    Raises:
        NotPermitted: They run the review, their role writes none, or their service was not asked.
        Refused: ``review.not_found`` or ``review.ended``.
    """
    review = review_for(viewer, review_id)
    standing = standing_of(review)
    rows = review.parties.select_related("organisation").order_by("organisation__short_name")
    parties = list(rows)
    party = next((one for one in parties if one.organisation_id == viewer.organisation_id), None)
    newest = newest_account(party) if party else None
    handed = newest is not None and newest.handed_in_at is not None
    if not handed:
        check_may_write(viewer, standing, viewer.organisation_id)
    if party is None or not may_read_account(
        viewer, standing, party.organisation_id, handed_in=handed
    ):
        raise NotPermitted(
            "review.not_yours",
            "There is no account here for you to read yet.",
            next_step="Go back to the review.",
        )
    return OwnAccount(
        review_id=review.id,
        number=review.number,
        title=review.title,
        why=review.why,
        organisation=party.organisation.short_name,
        happened_on=review.happened_on,
        accounts_due_on=review.accounts_due_on,
        opened=standing.opened,
        may_write=not handed,
        others=tuple(one.organisation.short_name for one in parties if one is not party),
        account=account_shown(newest) if newest else NOTHING_YET,
    )
