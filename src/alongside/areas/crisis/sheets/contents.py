"""Puts a contact's record in the sections of a sheet."""

from collections.abc import Iterable

from alongside.areas.crisis.queries import Story, StoryEntry
from alongside.areas.crisis.queries.sheet import RecordSheet
from alongside.areas.crisis.rules.kinds import AGENCY_LABELS, KINDS
from alongside.areas.crisis.rules.sources import plain_source
from alongside.areas.crisis.sheets.sections import NOT_RECORDED, Section, SheetContents
from alongside.areas.crisis.sheets.wording import handover_words
from alongside.engines.law import Finding, Power
from alongside.foundation.kit.time_words import duration
from alongside.kernel.local_time import say, say_date

CHECKS = ("welfare_check", "station_review", "fell_asleep", "woke")
ASSESSMENT = (
    ("doctor_told", "Doctor told"),
    ("examination_started", "Doctor's examination started"),
    ("examination_completed", "Doctor's examination complete"),
    ("amhp_told", "AMHP told"),
    ("interview_started", "AMHP's interview started"),
    ("interview_completed", "AMHP's interview complete"),
)


def sheet_contents(sheet: RecordSheet) -> SheetContents:
    """Put a record in words, section by section."""
    story = sheet.story
    sections = [_person(sheet), _met(story)]
    if story.held:
        sections += [_clock(story), _handover(story), _rights(story), _assessment(story)]
        sections += [_of_kinds(story, "Searches", ("search",)), *_checks(story)]
        sections.append(_waits(story, sheet))
    happened, notes = _happened(story)
    sections += [happened, *_against(story)]
    return SheetContents(
        title=_title(story),
        who=story.person.full if story.person else "Not known yet who",
        sections=tuple(sections),
        notes=notes,
        signing=("For the police", "For the place of safety") if story.held else (),
        printed=f"Printed by {sheet.printed_by}, {say(sheet.printed_at)}",
        reference=str(story.contact_id),
    )


def _title(story: Story) -> str:
    if not story.held:
        return "Record of a contact"
    section = "section 135(1)" if story.power == "s135(1)" else "section 136"
    return f"Record of being held under {section}"


def _person(sheet: RecordSheet) -> Section:
    person, born = sheet.story.person, sheet.born
    if person is None or born is None:
        return Section("Person", pairs=(("Name", "Not known yet who"),))
    born_words = say_date(born.date_of_birth) if born.date_of_birth else NOT_RECORDED
    pairs = (("Name", person.full), ("Date of birth", born_words), ("Age", person.age_words))
    apart = "Their own words are on their page. They can change them, so they are not copied here."
    return Section("Person", pairs=pairs, lines=(apart,))


def _met(story: Story) -> Section:
    pairs = (
        ("Met", say(story.opened_at)),
        ("Where", story.place_words),
        ("How", story.source),
        ("Opened by", f"{story.opened_by}, {story.organisation}"),
        ("Incident number", story.incident_reference or NOT_RECORDED),
        ("Closed", say(story.closed_at) if story.closed_at else "Still open"),
        *((("Outcome", story.outcome),) if story.outcome else ()),
    )
    return Section("The contact", pairs=pairs)


def _clock(story: Story) -> Section:
    clock = story.clock
    starts = clock.starts_at if clock else None
    ends = clock.ends_at if clock else None
    used = _first(story, "power_used")
    pairs = [
        ("Power", Power(story.power).label),
        ("Power used", say(used.happened_at) if used else NOT_RECORDED),
        ("Time allowed started", say(starts) if starts else "Has not started"),
        ("Time allowed ends", say(ends) if ends else "Has not started"),
        ("Extension", "Given, see below" if clock and clock.extended else "None stands"),
        ("Place of safety now", story.current_place or NOT_RECORDED),
    ]
    if story.ended_at:
        pairs += [("Ended", say(story.ended_at)), ("How it ended", story.end_reason)]
        if clock and clock.starts_at:
            pairs.append(("Held for", duration(story.ended_at - clock.starts_at)))
    else:
        pairs.append(("Ended", "Not ended when this was printed"))
    left = clock.state.words if clock else ""
    lines = [left if story.ended_at else f"When this was printed: {left[:1].lower()}{left[1:]}"]
    lines += [finding.sentence for finding in story.warnings]
    return Section(
        "Power and time allowed",
        pairs=tuple(pairs),
        lines=tuple(dict.fromkeys(filter(None, lines))),
    )


def _handover(story: Story) -> Section:
    handing = story.handing
    if handing is None:
        return Section("Handover", lines=("No arrival is recorded.",))
    offered = say(handing.offered_at) if handing.offered_at else NOT_RECORDED
    accepted = say(handing.accepted_at) if handing.accepted_at else NOT_RECORDED
    pairs = (
        ("Handed over by", handing.offered_by or NOT_RECORDED),
        ("Offered", offered),
        ("Accepted by", handing.accepted_by or NOT_RECORDED),
        ("Accepted", accepted),
    )
    return Section("Handover", pairs=pairs, lines=(handover_words(story),))


def _rights(story: Story) -> Section:
    return _of_kinds(story, "Rights", ("rights_given",))


def _assessment(story: Story) -> Section:
    pairs = []
    for kind, label in ASSESSMENT:
        entry = _first(story, kind)
        said = _said(entry) if entry else ""
        at = say(entry.happened_at) if entry else NOT_RECORDED
        pairs.append((label, f"{at}. {said}" if said else at))
    for entry in _entries(story, ("extension_given",)):
        pairs.append(("Extension", f"{say(entry.happened_at)}. {_said(entry)}"))
    return Section("Assessment", pairs=tuple(pairs))


def _checks(story: Story) -> list[Section]:
    if not list(_entries(story, CHECKS)):
        return []
    return [_of_kinds(story, "Checks at the police station", CHECKS)]


def _of_kinds(story: Story, title: str, kinds: Iterable[str]) -> Section:
    rows = tuple(
        (say(entry.happened_at), entry.title, _said(entry), _by(entry))
        for entry in _entries(story, kinds)
    )
    if not rows:
        return Section(title, lines=("None recorded.",))
    return Section(title, columns=("When", "What", "Details", "Recorded by"), rows=rows)


def _waits(story: Story, sheet: RecordSheet) -> Section:
    rows = tuple(
        (
            AGENCY_LABELS[wait.agency].capitalize()
            if wait.agency != "amhp_service"
            else AGENCY_LABELS[wait.agency],
            KINDS[wait.until].label if wait.until else "Still waiting",
            say(wait.starts_at),
            say(wait.ends_at) if wait.ends_at else "",
            duration(wait.lasted(sheet.printed_at)),
        )
        for wait in story.waits
    )
    return Section("Waits", columns=("Whose", "Until", "From", "To", "Length"), rows=rows)


def _happened(story: Story) -> tuple[Section, tuple[str, ...]]:
    """The whole story, with a number at each entry that has been put right or taken back."""
    notes: list[str] = []
    rows = []
    for entry in story.entries:
        before = len(notes)
        notes += _notes(entry)
        marks = [f"[{number}]" for number in range(before + 1, len(notes) + 1)]
        title = f"{entry.title}: did not happen" if entry.struck_out else entry.title
        said = f"Did not happen, because: {entry.struck_out_reason}" if entry.struck_out else ""
        what = " ".join([title, *marks])
        rows.append((say(entry.happened_at), what, said or _said(entry), _by(entry)))
    columns = ("When", "What", "Details", "Recorded by")
    return Section("What happened", columns=columns, rows=tuple(rows)), tuple(notes)


def _notes(entry: StoryEntry) -> list[str]:
    """What an entry said each time before it was put right, oldest first, and why it was."""
    notes = []
    for number, old in enumerate(entry.corrected, 1):
        said = "; ".join(f"{label}: {text}" for label, text in old.words)
        before = f" It said {said}." if said else ""
        taken_back = entry.struck_out and number == len(entry.corrected)
        done = "Marked as did not happen" if taken_back else "Corrected"
        notes.append(
            f"{entry.title} was first recorded as {say(old.happened_at)}."
            f"{before} {done} by {old.corrected_by}, because: {old.reason}"
        )
    return notes


def _against(story: Story) -> list[Section]:
    return [
        Section(heading.title, lines=tuple(_finding(f) for f in heading.answer.findings))
        for heading in story.headings
    ]


def _finding(finding: Finding) -> str:
    source = plain_source(finding.source)
    said = f"{_outcome(finding.outcome)}: {finding.sentence}"
    return f"{said} ({source})" if source else said


def _outcome(outcome: str) -> str:
    words = {"incomplete": "not known yet", "flag": "look at this", "information": "to know"}
    said = words.get(outcome, str(outcome).replace("_", " "))
    return said[:1].upper() + said[1:]


def _entries(story: Story, kinds: Iterable[str]) -> list[StoryEntry]:
    wanted = set(kinds)
    return [e for e in story.entries if e.kind in wanted and not e.struck_out]


def _first(story: Story, kind: str) -> StoryEntry | None:
    return next(iter(_entries(story, (kind,))), None)


def _said(entry: StoryEntry) -> str:
    return "; ".join(f"{label}: {text}" for label, text in entry.words)


def _by(entry: StoryEntry) -> str:
    late = f", {duration(entry.recorded_at - entry.happened_at)} later" if entry.late else ""
    return f"{entry.by}, {entry.organisation}{late}"
