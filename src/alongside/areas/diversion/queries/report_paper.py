"""What a report says on paper: to whoever asked, or in plain headings to the person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.models import ReportRequest, ReportVersion
from alongside.areas.diversion.queries.report_words import level_words, recipient_line
from alongside.areas.diversion.rules.report_levels import headings_of
from alongside.areas.people.queries import birth_facts, labels
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import say
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A report as it is printed.

    Attributes:
        title: Its title.
        who: Whom it is about.
        born: When they were born, or about how old they are.
        for_what: Before which decision, and for whom.
        sections: Heading and text.
        release: Which version, how much, when and to whom it went.
        printed: Who printed it, and when.
        reference: An opaque reference.
    """

    title: str
    who: str
    born: str
    for_what: str
    sections: tuple[tuple[str, str], ...]
    release: str
    printed: str
    reference: str


def released_paper(viewer: Actor, row: ReportRequest, number: int, *, now: datetime) -> ReportPaper:
    """Answer a version as it was released. The action that prints it keeps the look.

    Raises:
        Refused: ``report.not_released``.
    """
    for event in row.events.select_related("recorded_by").filter(kind="released"):
        if event.facts["number"] == number:
            level = str(event.facts["level"])
            version = row.versions.get(number=number)
            went = (
                f"Version {number}, {level_words(level).lower()}. Released "
                f"{say(event.happened_at)} by {event.recorded_by.display_name} to "
                f"{recipient_line(event.facts)}"
            )
            return _paper(viewer, row, version, level=level, plain=False, release=went, now=now)
    raise Refused(
        "report.not_released",
        "That version was not released.",
        next_step="Release it first: what goes on paper is what went.",
    )


def plain_paper(viewer: Actor, row: ReportRequest, *, now: datetime) -> ReportPaper:
    """Answer the last version in plain headings, for the person. The action keeps the look.

    Raises:
        Refused: ``report.no_version``.
    """
    version = row.versions.order_by("-number").first()
    if version is None:
        raise Refused("report.no_version", "Nothing is written yet.")
    went = [
        f"{say(event.happened_at)}: {recipient_line(event.facts)}"
        for event in row.events.filter(kind="released").order_by("happened_at", "sequence")
    ]
    release = f"Who has it: {'; '.join(went)}" if went else "Nobody has been sent this yet."
    return _paper(viewer, row, version, level=row.level, plain=True, release=release, now=now)


def _paper(
    viewer: Actor,
    row: ReportRequest,
    version: ReportVersion,
    *,
    level: str,
    plain: bool,
    release: str,
    now: datetime,
) -> ReportPaper:
    person_id: UUID = row.episode.person_id
    label = labels(viewer, [person_id], now=now)[person_id]
    born = birth_facts(person_id).date_of_birth
    return ReportPaper(
        title="What we wrote about you" if plain else "Liaison and Diversion report",
        who=label.full,
        born=f"Born {born.day} {born:%B %Y}" if born else label.age_words,
        for_what=row.for_what,
        sections=tuple(
            (heading.plain if plain else heading.title, version.said.get(heading.code, ""))
            for heading in headings_of(level)
            if version.said.get(heading.code)
        ),
        release=release,
        printed=f"Printed by {viewer.name}, {say(now)}",
        reference=f"{row.id}/{version.number}",
    )
