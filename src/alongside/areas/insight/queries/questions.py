"""Questions a viewer may see, and their answers."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.areas.insight.models import RegisteredQuestion
from alongside.areas.insight.queries.dashboard import profile_on
from alongside.areas.insight.queries.leave import Leave, leave_to_count
from alongside.areas.insight.queries.question_rows import question_state
from alongside.areas.insight.queries.record import RecordMonths, Scope, record_months
from alongside.areas.insight.rules.answering import LONGEST_BEFORE, answer
from alongside.areas.insight.rules.asking import (
    STATE_WORDS,
    Method,
    State,
    changed_words,
    due_month,
    method_from,
    method_words,
    months_already,
)
from alongside.areas.insight.rules.control import Verdict, charted
from alongside.areas.insight.rules.measures import Measure, measure_named
from alongside.engines.evaluation.charts import Chart
from alongside.engines.evaluation.result import Finding
from alongside.foundation.accounts.models import Organisation
from alongside.kernel.actor import Actor
from alongside.kernel.months import Month, last_whole_month, read_month
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question in the list.

    Attributes:
        words: The question as a question.
        state: Where it stands.
        state_words: The same in words.
        waits_until: The last month it waits for.
    """

    id: UUID
    words: str
    change: str
    where: str
    state: State
    state_words: str
    waits_until: Month
    registered_at: datetime
    registered_by: str


@dataclass(frozen=True, slots=True)
class Amended:
    """A change of method, and why."""

    at: datetime
    by: str
    reason: str
    data_seen: bool
    changed: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What one method answers.

    Attributes:
        title: Whose method: as registered, or as amended.
        finding: The answer.
    """

    title: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question in full.

    Attributes:
        line: As in the list.
        measure: What is counted.
        start: First month under the change.
        method: As registered, in words.
        method_now: As it stands.
        already: Months after the start that were over when it was registered.
        seen_before: Whether the asker said they had seen them.
        amendments: In order.
        seen_at: When the answer was first looked at.
        seen_by: By whom.
        answers: One for each method, once it has been looked at: as registered first.
        control: The control chart; ``None`` until it has been looked at.
        verdict: What that says.
    """

    line: QuestionLine
    measure: Measure
    start: Month
    method: tuple[tuple[str, str], ...]
    method_now: Method
    already: int
    seen_before: bool
    amendments: tuple[Amended, ...]
    seen_at: datetime | None
    seen_by: str
    answers: tuple[Answered, ...]
    control: Chart | None
    verdict: Verdict | None


def questions(viewer: Actor, *, now: datetime) -> list[QuestionLine]:
    """Answer every question about an area the viewer may count, newest first."""
    leave = leave_to_count(viewer, now=now)
    rows = RegisteredQuestion.objects.filter(area_id__in=_ids(leave)).select_related("area")
    return [_line(row, now) for row in rows.order_by("-registered_at")]


def question(viewer: Actor, question_id: UUID, *, now: datetime) -> QuestionPage:
    """Answer one question; what it found only once somebody has looked.

    Raises:
        NotPermitted: The viewer's role sees no counts, or not this area's.
        Refused: ``question.not_here``.
    """
    leave = leave_to_count(viewer, now=now)
    row = RegisteredQuestion.objects.filter(pk=question_id).select_related("area").first()
    if row is None:
        raise Refused("question.not_here", "There is no such question.")
    leave.area(row.area_id)
    methods = [method_from(row.method)]
    amended = []
    for one in row.amendments.order_by("amended_at", "pk"):
        after = method_from(one.method)
        amended.append(
            Amended(
                one.amended_at,
                one.amended_by_name,
                one.reason,
                one.data_seen,
                tuple(changed_words(methods[-1], after)),
            )
        )
        methods.append(after)
    first = row.looks.order_by("looked_at").first()
    page = QuestionPage(
        line=_line(row, now),
        measure=measure_named(row.measure),
        start=read_month(row.start_month, field="start"),
        method=tuple(_named(method_words(methods[0]), methods[0])),
        method_now=methods[-1],
        already=months_already(read_month(row.start_month, field="start"), row.registered_at),
        seen_before=row.seen_before,
        amendments=tuple(amended),
        seen_at=first.looked_at if first else None,
        seen_by=first.looked_by_name if first else "",
        answers=(),
        control=None,
        verdict=None,
    )
    return _answered(viewer, page, row, methods, leave=leave, now=now) if first else page


def _answered(
    viewer: Actor,
    page: QuestionPage,
    row: RegisteredQuestion,
    methods: list[Method],
    *,
    leave: Leave,
    now: datetime,
) -> QuestionPage:
    profile = profile_on("", now)
    held = _held(viewer, page, row.area_id, row.locality, leave=leave, now=now)
    months = held.counted(page.measure)
    answers = []
    for number, method in enumerate(methods):
        beside = None
        if method.comparator_area:
            area = UUID(method.comparator_area)
            town = method.comparator_locality
            beside = _held(viewer, page, area, town, leave=leave, now=now)
        finding = answer(
            page.measure,
            page.start,
            method,
            months=months,
            profile=profile,
            beside=beside.counted(page.measure) if beside else (),
            beside_name=_beside_name(method),
        )
        title = "As registered" if number == 0 else f"As amended ({number})"
        answers.append(Answered(title, finding))
    control = charted(page.measure, months, profile, people=held.population is not None)
    return replace(page, answers=tuple(answers), control=control.chart, verdict=control.verdict)


def _held(
    viewer: Actor, page: QuestionPage, area_id: UUID, locality: str, *, leave: Leave, now: datetime
) -> RecordMonths:
    """Read the months a question stands on, from the first with anything recorded."""
    last = min(last_whole_month(now), page.line.waits_until)
    scope = Scope(area_id, locality, page.start.plus(-LONGEST_BEFORE), last)
    held = record_months(viewer, scope, now=now, leave=leave)
    begins = next((at for at, tally in enumerate(held.tallies) if tally.counts), 0)
    return replace(held, months=held.months[begins:], tallies=held.tallies[begins:])


def _line(row: RegisteredQuestion, now: datetime) -> QuestionLine:
    start, measure = read_month(row.start_month, field="start"), measure_named(row.measure)
    state = question_state(row, now=now)
    where = f"{row.area.name}, near {row.locality}" if row.locality else row.area.name
    return QuestionLine(
        id=row.id,
        words=f"Did “{row.change}” change {measure.noun}?",
        change=row.change,
        where=where,
        state=state,
        state_words=STATE_WORDS[state],
        waits_until=due_month(start, row.months_after),
        registered_at=row.registered_at,
        registered_by=row.registered_by_name,
    )


def _ids(leave: Leave) -> list[UUID]:
    return [one.force.id for one in leave.seen]


def _beside_name(method: Method) -> str:
    if not method.comparator_area:
        return ""
    name = Organisation.objects.get(pk=method.comparator_area).name
    town = method.comparator_locality
    return f"{name}, near {town}" if town else name


def _named(words: list[tuple[str, str]], method: Method) -> list[tuple[str, str]]:
    """Put the comparator's name in place."""
    beside = _beside_name(method)
    return [*words[:-1], (words[-1][0], beside or words[-1][1])]
