"""Two records side by side, before anybody decides that they are one person's."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.people.models import Person
from alongside.areas.people.queries.duplicate_facts import evidence_of
from alongside.areas.people.queries.duplicates import (
    AnswerLine,
    RecordSide,
    answers_about,
    sides_of,
    state_of,
)
from alongside.areas.people.queries.merging_rows import (
    PERSON_COLUMNS,
    both_rows,
    seen_mark,
    standing_first,
)
from alongside.areas.people.queries.merging_words import (
    COLUMN_TITLES,
    blank,
    clash_title,
    column_words,
    recorded_words,
    row_words,
)
from alongside.areas.people.rules.merging.evidence import Evidence
from alongside.areas.people.rules.merging.outcome import consequences, refusals
from alongside.areas.people.rules.merging.pairs import PairState
from alongside.areas.people.rules.merging.settling import Joining, clashes, settle
from alongside.areas.people.rules.merging.shapes import Clash, Row, Settle, Side
from alongside.areas.people.rules.merging.tables import BY_MODEL
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.accounts.queries import RoleHolder, people_holding
from alongside.foundation.picture.compose import looked_at
from alongside.foundation.picture.deciding import ABOUT_A_PERSON, require_category
from alongside.foundation.picture.holding import kinds_held, working_with
from alongside.kernel.actor import Actor, holds, require
from alongside.kernel.local_time import say_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Said:
    """What one record says: in words, and who said it when."""

    words: str
    recorded: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something both records say, of which one is to be current.

    Attributes:
        name: Names the choice.
        title: What it is about.
        kept: What the record that stands says.
        other: What the other says.
        usual: Which is current unless somebody chooses: the newer, or the one that says anything.
    """

    name: str
    title: str
    kept: Said
    other: Said
    usual: Side


@dataclass(frozen=True, slots=True)
class Attached:
    """How much of one kind hangs on each record."""

    what: str
    kept: int
    other: int


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two records side by side.

    Attributes:
        kept: The record that would stand.
        other: The one that would be joined to it.
        evidence: What speaks for and against.
        state: Where the question stands; ``None`` when nobody put it.
        answers: What was said, newest first.
        questions: What is to be chosen, where they differ.
        usual: What is current where nobody is asked, by name.
        attached: What hangs on both, as far as the viewer may see.
        consequences: What joining does besides, in words.
        refusals: Why they cannot be joined now, in words.
        seen: Mark of all this, to be sent back with the decision.
        may_decide: Whether the viewer decides.
        asked: Whether the viewer was asked.
        to_ask: Who may know more.
        held_back: Whether some of what hangs on them is not shown to the viewer.
    """

    kept: RecordSide
    other: RecordSide
    evidence: Evidence
    state: PairState | None
    answers: tuple[AnswerLine, ...]
    questions: tuple[Question, ...]
    usual: Mapping[str, Side]
    attached: tuple[Attached, ...]
    consequences: tuple[str, ...]
    refusals: tuple[str, ...]
    seen: str
    may_decide: bool
    asked: bool
    to_ask: tuple[RoleHolder, ...]
    held_back: bool


def pair_page(
    viewer: Actor, one: UUID, another: UUID, *, purpose: Purpose, now: datetime
) -> PairPage:
    """Answer two records side by side, as far as the viewer may see both, and log both looks.

    Raises:
        NotPermitted: The role does not look at people, or the purpose does not show who they are.
        Refused: ``merge.same_record``, ``merge.joined_already`` or ``person.not_found``.
    """
    require(viewer, PERMISSIONS, "pair.suggest")
    kept, other = _both(one, another)
    for person in (kept, other):
        require_category(viewer, purpose, Category.IDENTITY, now=now, person_id=person.pk)
    shown = _shown_of_both(viewer, (kept.pk, other.pk), purpose=purpose, now=now)
    rows = both_rows(kept.pk, other.pk)
    found = {label: clashes(table, rows[label], now) for label, table in BY_MODEL.items()}
    asked = {label: of for label, of in found.items() if BY_MODEL[label].category in shown}
    state, owner = state_of(kept.pk, other.pk)
    sides = sides_of((kept.pk, other.pk), now)
    decides = holds(viewer, PERMISSIONS, "pair.decide")
    return PairPage(
        kept=sides[kept.pk],
        other=sides[other.pk],
        evidence=evidence_of(kept.pk, other.pk),
        state=state,
        answers=tuple(answers_about(kept.pk, other.pk)),
        questions=(*_column_questions(kept, other), *_questions(asked, now)),
        usual=_usual(found),
        attached=_attached(rows, shown),
        consequences=_consequences(viewer, rows, (kept, other), shown=shown, now=now),
        refusals=refusals(clash for of in found.values() for clash in of),
        seen=seen_mark(rows, (kept, other)),
        may_decide=decides,
        asked=owner == viewer.user_id,
        to_ask=_to_ask(viewer, (kept, other)) if decides else (),
        held_back=any(rows[label] for label in rows if BY_MODEL[label].category not in shown),
    )


def _both(one: UUID, another: UUID) -> tuple[Person, Person]:
    people = {person.pk: person for person in Person.objects.filter(pk__in=(one, another))}
    if one == another:
        raise Refused("merge.same_record", "This is one record already.")
    if len(people) != 2:
        raise Refused("person.not_found", "There is no such person here.")
    kept, other = standing_first(people[one], people[another])
    return kept, other


def _shown_of_both(
    viewer: Actor, people: Collection[UUID], *, purpose: Purpose, now: datetime
) -> frozenset[Category]:
    shown = [
        looked_at(viewer, person_id, ABOUT_A_PERSON, purpose=purpose, now=now)
        for person_id in people
    ]
    return frozenset.intersection(*shown)


def _column_questions(kept: Person, other: Person) -> tuple[Question, ...]:
    return tuple(
        Question(
            name=name,
            title=COLUMN_TITLES[name],
            kept=Said(column_words(name, mine), f"recorded {say_date(kept.recorded_at)}"),
            other=Said(column_words(name, theirs), f"recorded {say_date(other.recorded_at)}"),
            usual=Side.OTHER if blank(name, mine) else Side.KEPT,
        )
        for name in PERSON_COLUMNS
        if (mine := getattr(kept, name)) != (theirs := getattr(other, name))
        and not blank(name, theirs)
    )


def _questions(found: Mapping[str, Sequence[Clash]], now: datetime) -> list[Question]:
    questions = []
    for label, of in found.items():
        table = BY_MODEL[label]
        open_ = [c for c in of if c.place.settle is Settle.CHOOSE and not c.alike]
        said = recorded_words(table, [row for c in open_ for row in (c.kept, c.other)])
        questions += [
            Question(
                name=clash.name,
                title=clash_title(clash),
                kept=Said(row_words(table, clash.kept.key, now), said[clash.kept.key]),
                other=Said(row_words(table, clash.other.key, now), said[clash.other.key]),
                usual=clash.newer,
            )
            for clash in open_
        ]
    return questions


def _usual(found: Mapping[str, Sequence[Clash]]) -> dict[str, Side]:
    return {clash.name: clash.newer for of in found.values() for clash in of}


def _attached(
    rows: Mapping[str, Sequence[Row]], shown: Collection[Category]
) -> tuple[Attached, ...]:
    lines = []
    for label, of in rows.items():
        table = BY_MODEL[label]
        kept = sum(1 for row in of if row.side is Side.KEPT)
        if of and not table.stays and table.category in shown:
            lines.append(Attached(table.what, kept, len(of) - kept))
    return tuple(lines)


def _consequences(
    viewer: Actor,
    rows: Mapping[str, Sequence[Row]],
    people: tuple[Person, Person],
    *,
    shown: Collection[Category],
    now: datetime,
) -> tuple[str, ...]:
    kept, other = people
    held = {
        Side.KEPT: kinds_held(viewer, kept.pk, now),
        Side.OTHER: kinds_held(viewer, other.pk, now),
    }
    joining = Joining(kept.pk, other.pk, viewer.user_id, now, {}, held)
    changes = {
        label: settle(BY_MODEL[label], of, joining)
        for label, of in rows.items()
        if BY_MODEL[label].category in shown
    }
    return consequences(changes)


def _to_ask(viewer: Actor, people: Sequence[Person]) -> tuple[RoleHolder, ...]:
    near = {user for person in people for user in working_with(person.pk)}
    near |= {person.recorded_by_id for person in people}
    near.discard(viewer.user_id)
    holders = people_holding(tuple(PERMISSIONS["pair.suggest"]))
    return tuple(holder for holder in holders if holder.user_id in near)
