"""The workbook: all of it for whoever writes it, what was handed in for the coordinator."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.placements.models import Learner, WorkbookEntry
from alongside.areas.placements.queries.before_day_one import cohort_for
from alongside.areas.placements.queries.own_learner import own_learner
from alongside.areas.placements.rules.workbook import (
    Saved,
    Section,
    Standing,
    section_named,
    sections,
    standing,
)
from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class SectionLine:
    """How one section stands.

    Attributes:
        section: Which.
        saved_at: When a draft was last saved; ``None`` before the first.
        handed_in_at: When it was last handed in.
        changed_since: Whether something was typed after that.
        two_devices: Whether two devices hold different words.
    """

    section: Section
    saved_at: datetime | None
    handed_in_at: datetime | None
    changed_since: bool
    two_devices: bool


@dataclass(frozen=True, slots=True)
class OwnWorkbook:
    """All sections of one placement's workbook."""

    learner_id: UUID
    cohort: str
    lines: tuple[SectionLine, ...]

    @property
    def handed_in(self) -> int:
        """How many sections were handed in."""
        return sum(line.handed_in_at is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class OwnSection:
    """One section to write in."""

    learner_id: UUID
    section: Section
    standing: Standing
    before: Section | None
    after: Section | None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What was handed in of one section."""

    section: Section
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LearnerHandedIn:
    """What one of a cohort handed in, by section in order."""

    learner_id: UUID
    name: str
    parts: tuple[HandedIn, ...]


@dataclass(frozen=True, slots=True)
class CohortWorkbooks:
    """What a cohort handed in. Drafts are not in it."""

    cohort_id: UUID
    scheme_id: UUID
    scheme: str
    cohort: str
    word: str
    many_sections: int
    people: tuple[LearnerHandedIn, ...]


def standing_of(learner_id: UUID, section: str) -> Standing:
    """Answer how one section of somebody's workbook stands."""
    rows = WorkbookEntry.objects.filter(learner=learner_id, section=section)
    return standing([_saved(row) for row in rows.order_by("number")])


def _saved(row: WorkbookEntry) -> Saved:
    return Saved(row.number, row.upon, tuple(row.settles), row.words, row.handed_in, row.saved_at)


def own_workbook(viewer: Actor, learner_id: UUID | None, *, today: date) -> OwnWorkbook:
    """Answer the viewer's own workbook.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.none`` or ``placement.not_yours``.
    """
    row = own_learner(viewer, learner_id, today=today)
    by_section: dict[str, list[Saved]] = {}
    for entry in WorkbookEntry.objects.filter(learner=row).order_by("number"):
        by_section.setdefault(entry.section, []).append(_saved(entry))
    lines = tuple(_line(one, standing(by_section.get(one.code, []))) for one in sections())
    return OwnWorkbook(row.id, row.cohort.name, lines)


def _line(section: Section, stands: Standing) -> SectionLine:
    return SectionLine(
        section,
        saved_at=stands.newest.saved_at if stands.newest else None,
        handed_in_at=stands.handed_in.saved_at if stands.handed_in else None,
        changed_since=stands.changed_since,
        two_devices=bool(stands.others),
    )


def own_section(viewer: Actor, learner_id: UUID, code: str, *, today: date) -> OwnSection:
    """Answer one section of the viewer's own workbook.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours`` or ``workbook.no_section``.
    """
    row = own_learner(viewer, learner_id, today=today)
    section = section_named(code)
    listed = sections()
    at = listed.index(section)
    return OwnSection(
        row.id,
        section,
        standing_of(row.id, code),
        before=listed[at - 1] if at else None,
        after=listed[at + 1] if at + 1 < len(listed) else None,
    )


def cohort_workbooks(viewer: Actor, cohort_id: UUID) -> CohortWorkbooks:
    """Answer what each of a cohort handed in; drafts stay with whoever writes them.

    Raises:
        NotPermitted: The role may not.
        Refused: ``cohort.not_found``.
    """
    cohort = cohort_for(viewer, cohort_id, permission="workbook.see")
    learners = list(cohort.learners.order_by("name"))
    given: dict[tuple[UUID, str], WorkbookEntry] = {}
    handed_in = WorkbookEntry.objects.filter(learner__in=learners, handed_in=True)
    for row in handed_in.order_by("number"):
        given[row.learner_id, row.section] = row
    return CohortWorkbooks(
        cohort_id=cohort.id,
        scheme_id=cohort.scheme_id,
        scheme=cohort.scheme.name,
        cohort=cohort.name,
        word=cohort.scheme.learner_word,
        many_sections=len(sections()),
        people=tuple(_handed_in(learner, given) for learner in learners),
    )


def _handed_in(learner: Learner, given: dict[tuple[UUID, str], WorkbookEntry]) -> LearnerHandedIn:
    found = ((one, given.get((learner.id, one.code))) for one in sections())
    parts = tuple(HandedIn(one, row.words, row.saved_at) for one, row in found if row)
    return LearnerHandedIn(learner.id, learner.name, parts)
