"""One review as somebody in it sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.liaison.models import IncidentReview, ReviewLearning
from alongside.areas.liaison.queries.agreed import AgreedLine, actions_of
from alongside.areas.liaison.queries.alike_reviews import AlikeLine, alike_reviews
from alongside.areas.liaison.queries.record_facts import record_source
from alongside.areas.liaison.queries.review_accounts import PartyLine, parties_of
from alongside.areas.liaison.queries.review_rows import review_for, standing_of
from alongside.areas.liaison.rules.agreed import Origin
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_factors import ANSWERS, ASKED_HOW, FACTORS, RELATIONS
from alongside.areas.liaison.rules.review_seeing import Standing, may_weigh
from alongside.areas.liaison.rules.review_states import (
    EVENT_WORDS,
    STATE_WORDS,
    ReviewState,
    Said,
    may_say,
)
from alongside.foundation.kit.time_words import clock_time, on_date
from alongside.foundation.kit.timeline import TimelineEntry
from alongside.kernel.actor import Actor, holds
from alongside.kernel.local_time import local_date


@dataclass(frozen=True, slots=True)
class InvitedLine:
    """Somebody invited to add their words.

    Attributes:
        words: What they said; empty until the accounts are open, so that no account is written
            after it.
        kept_words: Whether there are words that will be shown then.
    """

    id: UUID
    relation: str
    asked_how: str
    asked_on: date
    answer: str
    answer_words: str
    words: str
    kept_words: bool
    version: int


@dataclass(frozen=True, slots=True)
class FactorLine:
    """What contributed."""

    id: UUID
    category: str
    words: str


@dataclass(frozen=True, slots=True)
class LearningShown:
    """What was learnt, as it was written last.

    Attributes:
        number: Of the version; 0 where nothing is written yet.
        held_back_for: What was found in it that could tell who; empty where nothing was.
        published: Whether this version is published.
        published_before: Whether an earlier version still is.
    """

    number: int
    title: str
    words: str
    by: str
    at: datetime | None
    held_back_for: str
    published: bool
    published_before: bool


@dataclass(frozen=True, slots=True)
class MayDo:
    """What the viewer may do with a review as it stands."""

    ask: bool
    open: bool
    invite: bool
    weigh: bool
    agree: bool
    publish: bool
    take_out: bool
    close: bool
    withdraw: bool
    reopen: bool
    take_words_back: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One review.

    Attributes:
        said: Words of those invited, where they may be read; they stand first on the page.
        record_page: Address name of the record it was raised from; empty where there is none the
            viewer could open.
    """

    id: UUID
    version: int
    number: int
    title: str
    why: str
    happened_on: date
    accounts_due_on: date
    state: ReviewState
    state_words: str
    opened: bool
    late: bool
    raised_by: str
    raised_for: str
    raised_at: datetime
    contact_id: UUID | None
    record_page: str
    said: tuple[InvitedLine, ...]
    invited: tuple[InvitedLine, ...]
    parties: tuple[PartyLine, ...]
    factors: tuple[FactorLine, ...]
    learning: LearningShown
    actions: tuple[AgreedLine, ...]
    alike: tuple[AlikeLine, ...]
    story: tuple[TimelineEntry, ...]
    may: MayDo

    @property
    def waits_for(self) -> tuple[PartyLine, ...]:
        """The services whose account is not in."""
        return tuple(one for one in self.parties if one.handed_in_at is None)

    @property
    def mine(self) -> PartyLine | None:
        """The service whose account the viewer may write."""
        return next((one for one in self.parties if one.may_write), None)


def review_page(viewer: Actor, review_id: UUID, *, now: datetime) -> ReviewPage:
    """Answer one review.

    Raises:
        NotPermitted: The role sees no reviews.
        Refused: ``review.not_found``.
    """
    review = review_for(viewer, review_id)
    standing = standing_of(review)
    today = local_date(now)
    state = ReviewState(review.state)
    invited = _invited(review, standing)
    learning = _learning(review)
    parties = parties_of(viewer, review, standing, now=now)
    return ReviewPage(
        id=review.id,
        version=review.version,
        number=review.number,
        title=review.title,
        why=review.why,
        happened_on=review.happened_on,
        accounts_due_on=review.accounts_due_on,
        state=state,
        state_words=STATE_WORDS[state],
        opened=standing.opened,
        late=state is ReviewState.GATHERING and review.accounts_due_on < today,
        raised_by=review.raised_by.display_name,
        raised_for=review.raised_for.short_name,
        raised_at=review.raised_at,
        contact_id=review.contact_id,
        record_page=_record_page(viewer, review),
        said=tuple(one for one in invited if one.words),
        invited=invited,
        parties=parties,
        factors=_factors(review),
        learning=learning,
        actions=tuple(actions_of(viewer, Origin.REVIEW, review.id, today=today)),
        alike=alike_reviews(viewer, review),
        story=_story(review),
        may=_may(viewer, state, standing, learning=learning, parties=parties),
    )


def _record_page(viewer: Actor, review: IncidentReview) -> str:
    if review.contact_id is None:
        return ""
    source = record_source()
    return source.page if viewer.on_duty and viewer.role in source.roles else ""


def _invited(review: IncidentReview, standing: Standing) -> tuple[InvitedLine, ...]:
    return tuple(
        InvitedLine(
            id=row.id,
            relation=RELATIONS[row.relation],
            asked_how=ASKED_HOW[row.asked_how],
            asked_on=row.asked_on,
            answer=row.answer,
            answer_words=ANSWERS[row.answer],
            words=row.words if standing.opened else "",
            kept_words=row.answer == "yes",
            version=row.version,
        )
        for row in review.invitations.order_by("invited_at", "id")
    )


def _factors(review: IncidentReview) -> tuple[FactorLine, ...]:
    rows = review.factors.filter(gone_at=None).order_by("added_at", "id")
    return tuple(FactorLine(row.id, FACTORS[row.category], row.words) for row in rows)


def _learning(review: IncidentReview) -> LearningShown:
    rows: list[ReviewLearning] = list(
        review.learning.select_related("written_by").order_by("-number")
    )
    if not rows:
        return LearningShown(0, "", "", "", None, "", published=False, published_before=False)
    newest = rows[0]
    stands = [one.published_at is not None and one.taken_out_at is None for one in rows]
    return LearningShown(
        number=newest.number,
        title=newest.title,
        words=newest.words,
        by=newest.written_by.display_name,
        at=newest.written_at,
        held_back_for=newest.held_back_for,
        published=stands[0],
        published_before=any(stands[1:]),
    )


def _story(review: IncidentReview) -> tuple[TimelineEntry, ...]:
    rows = review.events.select_related("by__organisation", "party__organisation")
    return tuple(
        TimelineEntry(
            time=clock_time(row.happened_at),
            day=on_date(row.happened_at),
            stamp=row.happened_at.isoformat(timespec="seconds"),
            title=EVENT_WORDS[Said(row.kind)],
            body=row.words,
            by=row.by.display_name,
            service=row.party.organisation.short_name if row.party else "",
            key=row.kind in (Said.RAISED, Said.ALL_IN, Said.OPENED, Said.PUBLISHED, Said.CLOSED),
        )
        for row in rows.order_by("sequence")
    )


def _may(
    viewer: Actor,
    state: ReviewState,
    standing: Standing,
    *,
    learning: LearningShown,
    parties: tuple[PartyLine, ...],
) -> MayDo:
    runs = holds(viewer, PERMISSIONS, "review.run") and viewer.user_id not in standing.wrote
    weighs = may_weigh(viewer, standing) and holds(viewer, PERMISSIONS, "review.weigh")
    publishes = holds(viewer, PERMISSIONS, "learning.publish")
    some_in = any(one.handed_in_at for one in parties)
    stands = learning.published or learning.published_before
    return MayDo(
        ask=runs and may_say(state, Said.ASKED),
        open=runs and some_in and may_say(state, Said.OPENED),
        invite=runs and may_say(state, Said.INVITED),
        weigh=weighs,
        agree=weighs and holds(viewer, PERMISSIONS, "action.agree"),
        publish=publishes
        and weighs
        and bool(learning.number)
        and not learning.published
        and not learning.held_back_for,
        take_out=publishes and stands and may_say(state, Said.TAKEN_OUT),
        close=runs and may_say(state, Said.CLOSED),
        withdraw=runs and may_say(state, Said.WITHDRAWN),
        reopen=runs and may_say(state, Said.REOPENED),
        take_words_back=holds(viewer, PERMISSIONS, "review.run")
        and may_say(state, Said.WORDS_BACK),
    )
