"""Raise a joint review, ask services for their accounts, open them by decision, end it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.liaison.actions.review_story import Step, move, write_step
from alongside.areas.liaison.models import IncidentReview, Post, ReviewFact, ReviewParty
from alongside.areas.liaison.queries.record_facts import RecordTimes, record_source
from alongside.areas.liaison.queries.review_raising import posts_to_ask
from alongside.areas.liaison.queries.review_rows import review_for, standing_of
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.raising import check_asked, check_raised
from alongside.areas.liaison.rules.review_seeing import check_may_run
from alongside.areas.liaison.rules.review_states import Said, state_after
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import from_local, local_date
from alongside.kernel.refusal import Conflict, Refused

RAISED: Final = "liaison.review_raised"
ASKED: Final = "liaison.account_asked"
DUE: Final = "liaison.account_due"
OPENED: Final = "liaison.review_opened"
ENDED: Final = "liaison.review_ended"
REMINDS: Final = (-2, 1)
"""Days from the day accounts are due on which a post that has not handed in is reminded."""
MORNING: Final = time(9)


@dataclass(frozen=True, slots=True)
class NewReview:
    """What somebody thinks worth a look.

    Attributes:
        title: What it is called; names nobody.
        why: Why it is worth a look together.
        happened_on: The day it began.
        accounts_due_on: By when each service gives its account.
        posts: The posts that answer for the services asked, one of each service.
        contact_id: The record it is raised from, or ``None``.
    """

    title: str
    why: str
    happened_on: date
    accounts_due_on: date
    posts: Collection[UUID]
    contact_id: UUID | None = None


def raise_review(
    actor: Actor, new: NewReview, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Raise a review, take the times of the record it is raised from, and ask each service.

    Raises:
        NotPermitted: The role raises none, or may not read the record.
        Refused: What ``rules.raising`` declines, ``words.tell_who``, or no such record.
    """
    require(actor, PERMISSIONS, "review.raise")
    for field in ("title", "why"):
        check_tells_nobody(getattr(new, field), field=field)
    taken = record_source().read(actor, new.contact_id, now) if new.contact_id else None
    check_raised(new.title, new.why)
    _check_days(new, local_date(now))

    def work() -> UUID:
        posts = _chosen(actor, new.posts, now=now)
        check_asked([post.organisation_id for post in posts])
        last = IncidentReview.objects.select_for_update().order_by("-number").first()
        review = IncidentReview.objects.create(
            number=1 + (last.number if last else 0),
            title=new.title.strip(),
            why=new.why.strip(),
            happened_on=new.happened_on,
            accounts_due_on=new.accounts_due_on,
            contact_id=new.contact_id,
            purpose=taken.on.purpose if taken else "",
            ground=taken.on.ground if taken else "",
            state=state_after("", Said.RAISED),
            raised_by_id=actor.user_id,
            raised_for_id=actor.organisation_id,
            raised_at=now,
        )
        step = Step(Said.RAISED, fields=("title", "why", "parties"))
        write_step(actor, review, step, op=Op.COLLECTION, now=now, request_key=request_key)
        for post in posts:
            _ask(actor, review, post, now=now)
        if taken:
            keep_times(review, taken, now=now)
        send(RAISED, {"review": str(review.id)}, now=now)
        return review.id

    return once(actor, request_key, work)


def _check_days(new: NewReview, today: date) -> None:
    if new.happened_on > today:
        raise Refused("review.not_yet", "That day has not come yet.", field="happened_on")
    if new.accounts_due_on < today:
        raise Refused(
            "review.due_past", "Give the services a day still to come.", field="accounts_due_on"
        )


def _chosen(actor: Actor, post_ids: Collection[UUID], *, now: datetime) -> list[Post]:
    can_be = {one.id for one in posts_to_ask(actor, now=now)} & set(post_ids)
    rows = Post.objects.filter(pk__in=can_be)
    return list(rows.order_by("organisation__short_name", "title"))


def _ask(actor: Actor, review: IncidentReview, post: Post, *, now: datetime) -> ReviewParty:
    party = ReviewParty.objects.create(
        review=review,
        organisation_id=post.organisation_id,
        post=post,
        asked_by_id=actor.user_id,
        asked_at=now,
    )
    asked = {"review": str(review.id), "party": str(party.id)}
    send(ASKED, asked, now=now)
    for days in REMINDS:
        day = review.accounts_due_on + timedelta(days=days)
        due_at = from_local(datetime.combine(day, MORNING))
        if due_at > now:
            send(DUE, asked, now=now, due_at=due_at)
    return party


def keep_times(review: IncidentReview, taken: RecordTimes, *, now: datetime) -> None:
    """Write the times taken from a record, beside those taken before."""
    last = ReviewFact.objects.filter(review=review).order_by("-taking").first()
    taking = 1 + (last.taking if last else 0)
    ReviewFact.objects.bulk_create(
        ReviewFact(
            review=review,
            taking=taking,
            sequence=number,
            happened_at=one.happened_at,
            words=one.words[:200],
            said_by=one.said_by[:60],
            taken_at=now,
        )
        for number, one in enumerate(taken.times, 1)
    )


def ask_service(
    actor: Actor,
    review_id: UUID,
    post_id: UUID,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Ask one more service for its account, while accounts are written.

    Raises:
        NotPermitted: The role runs no reviews, or they wrote an account of this one.
        Refused: ``review.not_found``, ``review.not_now``, ``review.post`` or
            ``review.asked_twice``.
    """
    require(actor, PERMISSIONS, "review.run")

    def work() -> UUID:
        review = review_for(actor, review_id, lock=True)
        check_may_run(actor, standing_of(review))
        post = next(iter(_chosen(actor, [post_id], now=now)), None)
        if post is None:
            raise Refused("review.post", "Choose an open post of that service.", field="post")
        if review.parties.filter(organisation_id=post.organisation_id).exists():
            raise Refused("review.asked_twice", "That service is asked already.", field="post")
        party = _ask(actor, review, post, now=now)
        step = Step(Said.ASKED, party=party, also=(Ref("review_party", party.id),))
        move(actor, review, step, now=now, request_key=request_key)
        return review.id

    return once(actor, request_key, work)


def open_accounts(
    actor: Actor,
    review_id: UUID,
    why: str,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Open what is in though an account is missing: a dated decision that says why.

    Raises:
        NotPermitted: The role runs no reviews, or they wrote an account of this one.
        Refused: ``review.not_found``, ``review.not_now``, ``review.no_reason``,
            ``review.nothing_in`` or ``words.tell_who``.
    """
    require(actor, PERMISSIONS, "review.run")
    check_tells_nobody(why, field="words")

    def work() -> UUID:
        review = review_for(actor, review_id, lock=True)
        check_may_run(actor, standing_of(review))
        state_after(review.state, Said.OPENED)
        if not review.parties.filter(accounts__handed_in_at__isnull=False).exists():
            raise Refused(
                "review.nothing_in",
                "No account has been handed in, so there is nothing to open.",
                next_step="Wait for the first account, or withdraw the review.",
            )
        move(actor, review, Step(Said.OPENED, why), now=now, request_key=request_key)
        send(OPENED, {"review": str(review.id), "by": str(actor.user_id)}, now=now)
        return review.id

    return once(actor, request_key, work)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a review ends, or begins again.

    Attributes:
        said: ``CLOSED``, ``WITHDRAWN`` or ``REOPENED``.
        why: The reason.
        version: Of the review when it was read; ``None`` to take it as it is.
    """

    said: Said
    why: str
    version: int | None = None


def end_review(
    actor: Actor,
    review_id: UUID,
    ending: Ending,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Close or withdraw a review, or open it again, and say why.

    Raises:
        NotPermitted: The role runs no reviews, or they wrote an account of this one.
        Refused: ``review.not_found``, ``review.not_now``, ``review.no_reason`` or
            ``words.tell_who``.
        Conflict: ``review.changed`` when somebody did something first.
    """
    require(actor, PERMISSIONS, "review.run")
    check_tells_nobody(ending.why, field="words")
    if ending.said not in (Said.CLOSED, Said.WITHDRAWN, Said.REOPENED):
        raise Refused("review.not_now", "That is no way for a review to end.")

    def work() -> UUID:
        review = review_for(actor, review_id, lock=True)
        check_may_run(actor, standing_of(review))
        check_unchanged(review, ending.version)
        step = Step(ending.said, ending.why)
        move(actor, review, step, now=now, request_key=request_key)
        send(ENDED, {"review": str(review.id), "said": ending.said.value}, now=now)
        return review.id

    return once(actor, request_key, work)


def check_unchanged(review: IncidentReview, version: int | None) -> None:
    """Refuse what was decided on a page that somebody has changed since.

    Raises:
        Conflict: ``review.changed``.
    """
    if version is None or version == review.version:
        return
    raise Conflict(
        "review.changed",
        "Somebody did something with this review while you wrote.",
        theirs={"It stands at": f"change {review.version}; you read change {version}"},
        next_step="Open the review to see what, then send yours again if it still holds.",
    )
