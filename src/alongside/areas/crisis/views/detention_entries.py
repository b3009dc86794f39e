"""Entries of a story in words ready to place."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.html import format_html
from markupsafe import Markup

from alongside.areas.crisis.queries import Story, StoryCorrection, StoryEntry
from alongside.areas.crisis.rules.kinds import AGENCY_LABELS, Agency
from alongside.areas.crisis.rules.waits import Wait
from alongside.foundation.kit.time_words import clock_time, duration, on_date
from alongside.foundation.kit.timeline import TimelineEntry, TimelineGap

CARRY_THE_STORY = frozenset(
    {"opened", "decision", "power_used", "arrived", "handover_accepted", "extension_given"}
    | {"absconded", "retaken", "turned_away", "ended", "closed"}
)
SAID_PLAINLY = frozenset({"Words", "Note", "Advice", "Reasons"})
MINUTE = timedelta(minutes=1)
MayCorrect = Callable[[str], bool]


def story_entries(story: Story, may_correct: MayCorrect, now: datetime) -> list[TimelineEntry]:
    """Answer a story's entries in the order they happened.

    Args:
        may_correct: Says whether the viewer may put a kind of entry right.
    """
    return [_entry(story, entry, may_correct, now) for entry in story.entries]


def _entry(
    story: Story, entry: StoryEntry, may_correct: MayCorrect, now: datetime
) -> TimelineEntry:
    late = duration(entry.recorded_at - entry.happened_at) if entry.late else ""
    return TimelineEntry(
        time=clock_time(entry.happened_at),
        title=_title(entry),
        day=on_date(entry.happened_at),
        stamp=entry.happened_at.isoformat(timespec="seconds"),
        body=facts_markup(entry.words),
        by=entry.by,
        service=entry.organisation,
        age=f"recorded {late} later" if late else "",
        correction=" ".join(correction_sentences(entry)),
        gap=_gap(entry.gap, now),
        key=entry.kind in CARRY_THE_STORY and not entry.struck_out,
        anchor=f"entry-{entry.id}",
        link=_correct_link(story, entry) if may_correct(entry.kind) else "",
    )


def _title(entry: StoryEntry) -> str:
    """Name an entry; one taken back says so in words, and not only by a line through it."""
    if not entry.struck_out:
        return entry.title
    return format_html(
        '<s>{}</s> <span class="story-struck">did not happen, because: {}</span>',
        entry.title,
        entry.struck_out_reason,
    )


def facts_markup(words: Sequence[tuple[str, str]]) -> Markup:
    """Put what was said as a list of labels and words, each escaped."""
    if not words:
        return Markup("")
    rows = Markup("").join(
        Markup("<div><dt{}>{}</dt><dd>{}</dd></div>").format(
            Markup(' class="nhsuk-u-visually-hidden"') if label in SAID_PLAINLY else "",
            label,
            text,
        )
        for label, text in words
    )
    return Markup('<dl class="story-said">{}</dl>').format(rows)


def correction_sentences(entry: StoryEntry) -> list[str]:
    """Say each correction of an entry: what stood before, who changed it, and why."""
    newer: list[StoryCorrection | StoryEntry] = [*entry.corrected[1:], entry]
    return [_correction(old, after) for old, after in zip(entry.corrected, newer, strict=False)]


def _correction(old: StoryCorrection, after: StoryCorrection | StoryEntry) -> str:
    taken_back = isinstance(after, StoryEntry) and after.struck_out
    why = f"by {old.corrected_by}, because: {old.reason.rstrip('.')}."
    said = [
        text if label in SAID_PLAINLY else f"{label}: {text}"
        for label, text in old.words
        if (label, text) not in after.words
    ]
    before = f" It said: {'; '.join(said).rstrip('.')}." if said else ""
    if taken_back:
        return f"Marked so by {old.corrected_by}.{before}"
    if old.happened_at == after.happened_at:
        return f"Corrected {why}{before}"
    to = clock_time(after.happened_at, old.happened_at)
    return f"{clock_time(old.happened_at)} corrected to {to} {why}{before}"


def _gap(wait: Wait | None, now: datetime) -> TimelineGap | None:
    if wait is None or wait.lasted(now) < MINUTE:
        return None
    return TimelineGap(duration(wait.lasted(now)), whose_words(wait.agency))


def whose_words(agency: Agency) -> str:
    """Say whose time a wait was."""
    if agency is Agency.NOBODY:
        return ""
    label = AGENCY_LABELS[agency]
    return f"{label}' time" if label.endswith("s") else f"{label} time"


def so_far(gap: timedelta) -> str:
    """Say how long something has gone on."""
    return duration(gap) if gap >= MINUTE else "less than a minute"


def _correct_link(story: Story, entry: StoryEntry) -> str:
    if entry.kind == "person_named" or entry.struck_out:
        return ""
    if entry.kind == "opened":
        return reverse("crisis:where", args=[story.contact_id])
    return reverse("crisis:correct", args=[entry.id])
