"""Pairs of records that may be one person's: an ordering of pairs by evidence, never of people."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.people.models import (
    DuplicatePair,
    PairAnswer,
    Person,
    PersonAddress,
)
from alongside.areas.people.queries.duplicate_facts import facts_of
from alongside.areas.people.queries.identity import address_words
from alongside.areas.people.queries.labels import birth_of, label_of, labelled
from alongside.areas.people.queries.lines import PersonLabel
from alongside.areas.people.rules.ages import born_words
from alongside.areas.people.rules.merging.evidence import Evidence, evidence
from alongside.areas.people.rules.merging.pairs import (
    ANSWER_WORDS,
    WAITING,
    Answer,
    PairState,
    pair_of,
)
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.picture.deciding import require_category
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

SHOWN: Final = 25


@dataclass(frozen=True, slots=True)
class RecordSide:
    """One of two records, as a page sets it beside the other.

    Attributes:
        id: Its key.
        label: How the person is named.
        born_words: Date of birth or age.
        address_words: Where they live; empty when none is recorded.
        recorded_at: When the record was begun.
    """

    id: UUID
    label: PersonLabel
    born_words: str
    address_words: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What somebody said about a pair."""

    at: datetime
    by: str
    said: str
    words: str


@dataclass(frozen=True, slots=True)
class PairLine:
    """One pair on the list.

    Attributes:
        id: The pair.
        first: One record.
        second: The other.
        evidence: What speaks for and against.
        found_at: Since when the question stands.
        state: Where it stands.
        owner: Who was asked; empty when nobody is.
        asked_at: When they were asked.
        last: What was said last; ``None`` when nothing was.
    """

    id: UUID
    first: RecordSide
    second: RecordSide
    evidence: Evidence
    found_at: datetime
    state: PairState
    owner: str
    asked_at: datetime | None
    last: AnswerLine | None


def pairs_waiting(viewer: Actor) -> int:
    """Answer how many pairs wait for the viewer: to decide, or to say what they know."""
    rows = _live(DuplicatePair.objects.filter(state__in=WAITING))
    if viewer.role not in PERMISSIONS["pair.decide"]:
        rows = rows.filter(owner_id=viewer.user_id)
    return int(rows.count())


def duplicate_pairs(viewer: Actor, *, purpose: Purpose, now: datetime) -> list[PairLine]:
    """Answer the pairs that wait for a decision, strongest evidence first, and log the look.

    Raises:
        NotPermitted: Only a liaison lead decides; or the purpose does not show names.
    """
    require(viewer, PERMISSIONS, "pair.decide")
    decision = require_category(viewer, purpose, Category.IDENTITY, now=now)
    rows = _live(DuplicatePair.objects.filter(state__in=WAITING)).select_related("owner")
    waiting = list(rows.order_by("-weight", "found_at", "pk")[:SHOWN])
    people = {key for row in waiting for key in (row.first_id, row.second_id)}
    sides, facts, last = sides_of(people, now), facts_of(people), _last_answers(waiting)
    lines = [
        PairLine(
            id=row.pk,
            first=older,
            second=newer,
            evidence=evidence(facts[row.first_id], facts[row.second_id]),
            found_at=row.found_at,
            state=PairState(row.state),
            owner=row.owner.display_name if row.owner else "",
            asked_at=row.answered_at if row.owner else None,
            last=last.get(row.pk),
        )
        for row in waiting
        for older, newer in [_in_order(sides[row.first_id], sides[row.second_id])]
    ]
    entry = Entry(
        Op.SEARCH if lines else Op.SEARCH_NO_HIT,
        "people.duplicate_pairs",
        also=tuple(Ref("person", key) for key in sorted(people)),
        fields=(Category.IDENTITY,),
        why=Why(purpose, decision.ground),
    )
    record_look(viewer, entry, now=now)
    return lines


def answers_about(one: UUID, another: UUID) -> list[AnswerLine]:
    """Answer what was said about two records, newest first."""
    both = pair_of(one, another)
    rows = PairAnswer.objects.filter(pair__first_id=both.first, pair__second_id=both.second)
    return [_answer(row) for row in rows.select_related("by", "asked").order_by("-at", "-pk")]


def state_of(one: UUID, another: UUID) -> tuple[PairState | None, UUID | None]:
    """Answer where the question stands, and who was asked; ``None`` when nobody put it."""
    both = pair_of(one, another)
    rows = DuplicatePair.objects.filter(first_id=both.first, second_id=both.second)
    found = rows.values_list("state", "owner_id").first()
    return (PairState(found[0]), found[1]) if found else (None, None)


def sides_of(people: Collection[UUID], now: datetime) -> dict[UUID, RecordSide]:
    """Answer records as a page sets them side by side, for pages that were decided on already."""
    today = local_date(now)
    rows = labelled(Person.objects.filter(pk__in=people), "recorded_at")
    lives = PersonAddress.objects.filter(person_id__in=people, current=True)
    addresses = {row.person_id: address_words(row) for row in lives}
    return {
        row["id"]: RecordSide(
            id=row["id"],
            label=label_of(row, today),
            born_words=born_words(birth_of(row), today),
            address_words=addresses.get(row["id"], ""),
            recorded_at=row["recorded_at"],
        )
        for row in rows
    }


def _in_order(one: RecordSide, another: RecordSide) -> tuple[RecordSide, RecordSide]:
    """The older record first, as on the page that compares them."""
    return (one, another) if one.recorded_at <= another.recorded_at else (another, one)


def _live(rows: QuerySet[DuplicatePair]) -> QuerySet[DuplicatePair]:
    """Leave out pairs of which one was joined to another since: the other stands for it now."""
    return rows.filter(first__merged_into=None, second__merged_into=None)


def _last_answers(pairs: Iterable[DuplicatePair]) -> dict[UUID, AnswerLine]:
    rows = PairAnswer.objects.filter(pair__in=list(pairs)).select_related("by", "asked")
    return {row.pair_id: _answer(row) for row in rows.order_by("at", "pk")}


def _answer(row: PairAnswer) -> AnswerLine:
    said = ANSWER_WORDS[Answer(row.answer)]
    if row.asked:
        said = f"was not sure, and asked {row.asked.display_name}"
    return AnswerLine(row.at, row.by.display_name, said, row.words)
