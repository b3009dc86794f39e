"""Write a service's account and hand it in; the last one in opens them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.actions.review_story import REVIEW, Step, move
from alongside.areas.liaison.actions.reviewing import OPENED
from alongside.areas.liaison.models import (
    AccountLine,
    AccountVersion,
    IncidentReview,
    ReviewParty,
)
from alongside.areas.liaison.queries.review_rows import (
    lines_of_account,
    newest_account,
    review_for,
    standing_of,
)
from alongside.areas.liaison.rules.account_lines import (
    SaidLine,
    as_typed,
    check_can_be_handed_in,
    read_lines,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_seeing import check_may_write
from alongside.areas.liaison.rules.review_states import ReviewState, Said
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Conflict, Refused

ACCOUNT: Final = "review_account"
HANDED_IN: Final = "liaison.account_handed_in"
LABELS: Final = {
    "lines": "What happened, as your service saw it",
    "went_well": "What went well",
    "differently": "What we would do differently",
}
"""What each part is called on the form, where two versions are shown side by side."""


@dataclass(frozen=True, slots=True)
class Account:
    """A service's account as it is typed.

    Attributes:
        lines: What happened, one line for each thing, its time first.
        went_well: What went well.
        differently: What the service would do differently.
        read_at: The number of the version it was written over; 0 where there was none,
            ``None`` to take what is there.
    """

    lines: str
    went_well: str = ""
    differently: str = ""
    read_at: int | None = None


def save_account(
    actor: Actor,
    review_id: UUID,
    account: Account,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Save the account of the actor's own service as a further version; nothing is lost.

    Raises:
        NotPermitted: The role writes none, they run the review, or their service was not asked.
        Refused: ``review.not_found``, ``review.ended``, ``account.handed_in``, or a line too long.
        Conflict: ``account.changed`` when a colleague saved first; shows both.
    """
    require(actor, PERMISSIONS, "review.account")

    def work() -> UUID:
        review = review_for(actor, review_id, lock=True)
        party = own_party(actor, review)
        lines = read_lines(account.lines, review.happened_on)
        newest = newest_account(party)
        _check_not_in(newest)
        _check_unchanged(newest, account.read_at)
        version = _write(
            actor,
            party,
            account,
            lines=lines,
            number=1 + (newest.number if newest else 0),
            now=now,
        )
        entry = Entry(
            Op.ALTERATION if newest else Op.COLLECTION,
            "liaison.save_account",
            Ref(ACCOUNT, version.id),
            also=(Ref(REVIEW, review.id),),
            fields=tuple(LABELS),
        )
        record(actor, entry, now=now, request_key=request_key)
        return version.id

    return once(actor, request_key, work)


def _write(
    actor: Actor,
    party: ReviewParty,
    account: Account,
    *,
    lines: Sequence[SaidLine],
    number: int,
    now: datetime,
) -> AccountVersion:
    version = AccountVersion.objects.create(
        party=party,
        number=number,
        went_well=account.went_well.strip(),
        differently=account.differently.strip(),
        saved_by_id=actor.user_id,
        saved_at=now,
    )
    AccountLine.objects.bulk_create(
        AccountLine(
            account=version,
            sequence=place,
            happened_at=line.at,
            about=line.about,
            words=line.words,
        )
        for place, line in enumerate(lines, 1)
    )
    return version


def hand_in(
    actor: Actor,
    review_id: UUID,
    *,
    number: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Hand in the account of the actor's own service as it was saved last; it stays as it is.

    When every account is in, all are opened to every service at that moment.

    Args:
        actor: Who hands it in.
        review_id: Of which review.
        number: The version that was read before handing in; ``None`` to take the newest.
        now: The server's instant.
        request_key: Of the form.

    Raises:
        NotPermitted: The role writes none, they run the review, or their service was not asked.
        Refused: ``review.not_found``, ``review.ended``, ``account.handed_in``, ``account.empty``
            or ``words.tell_who``.
        Conflict: ``account.changed`` when a colleague saved since it was read.
    """
    require(actor, PERMISSIONS, "review.account")

    def work() -> UUID:
        review = review_for(actor, review_id, lock=True)
        party = own_party(actor, review)
        newest = newest_account(party)
        _check_not_in(newest)
        _check_unchanged(newest, number)
        lines = lines_of_account(newest) if newest else ()
        well, differently = (newest.went_well, newest.differently) if newest else ("", "")
        check_can_be_handed_in(lines, well, differently)
        if newest is None:
            raise LookupError("an account with lines has a version")
        newest.handed_in_at, newest.handed_in_by_id = now, actor.user_id
        newest.save(update_fields=["handed_in_at", "handed_in_by"])
        step = Step(Said.HANDED_IN, party=party, also=(Ref(ACCOUNT, newest.id),))
        move(actor, review, step, now=now, request_key=request_key)
        told = {"review": str(review.id), "party": str(party.id), "by": str(actor.user_id)}
        send(HANDED_IN, told, now=now)
        _open_if_all_in(actor, review, now=now)
        return review.id

    return once(actor, request_key, work)


def _open_if_all_in(actor: Actor, review: IncidentReview, *, now: datetime) -> None:
    if review.state != ReviewState.GATHERING:
        return
    if any(newest_account(one, handed_in=True) is None for one in review.parties.all()):
        return
    move(actor, review, Step(Said.ALL_IN), now=now)
    send(OPENED, {"review": str(review.id), "by": ""}, now=now)


def own_party(actor: Actor, review: IncidentReview) -> ReviewParty:
    """Answer the actor's own service in a review, where they may write for it.

    Raises:
        NotPermitted: They may not.
        Refused: ``review.ended``.
    """
    check_may_write(actor, standing_of(review), actor.organisation_id)
    party: ReviewParty = review.parties.get(organisation_id=actor.organisation_id)
    return party


def _check_not_in(newest: AccountVersion | None) -> None:
    if newest is not None and newest.handed_in_at is not None:
        raise Refused(
            "account.handed_in",
            "Your service's account has been handed in, and stays as it is.",
            next_step="Once the accounts are open, say what you see differently beside them.",
        )


def _check_unchanged(newest: AccountVersion | None, number: int | None) -> None:
    if number is None or number == (newest.number if newest else 0):
        return
    said = lines_of_account(newest) if newest else ()
    parts = {
        "lines": as_typed(said),
        "went_well": newest.went_well if newest else "",
        "differently": newest.differently if newest else "",
    }
    raise Conflict(
        "account.changed",
        "A colleague saved this account while you wrote.",
        theirs={LABELS[name]: words for name, words in parts.items()},
        next_step="Put the two together below, then save again. Nothing of either is lost.",
    )
