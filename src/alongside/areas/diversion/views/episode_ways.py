"""What may be done from an episode's page, and where each thing owed is done.

Each kind of work adds its lines here; an address takes the episode, and the kind where one is
named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.diversion.queries.story import EpisodeStory
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, Role, holds

PATHWAY, ADULT, JUSTICE, HELP, END = "The pathway", "Appropriate adult", "Justice", "Help", "Ending"
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True)
class EpisodeWay:
    """Something that may be done in an episode.

    Attributes:
        group: Under which heading.
        words: What the link says.
        url_name: Its address.
        kind: The kind it records, where its address takes one.
        permission: Who sees it.
        when: ``open`` or ``closed`` episodes.
        step: The step of the pathway it belongs to: left out where the door has no such step.
        child_only: Whether it is for under 18s alone.
    """

    group: str
    words: str
    url_name: str
    kind: str = ""
    permission: str = "episode.record"
    when: str = OPEN
    step: str = ""
    child_only: bool = False

    def href(self, episode_id: UUID) -> str:
        """Where it leads."""
        return reverse(self.url_name, args=[episode_id, *([self.kind] if self.kind else [])])


def _records(group: str, words: str, kind: str, **more: object) -> EpisodeWay:
    return EpisodeWay(group, words, "diversion:record", kind, **more)  # type: ignore[arg-type]


ALL_WAYS: Final[tuple[EpisodeWay, ...]] = (
    _records(PATHWAY, "Seen", "seen"),
    _records(PATHWAY, "Not seen, and why", "not_seen"),
    EpisodeWay(PATHWAY, "First look", "diversion:first_look", step="screen"),
    _records(PATHWAY, "Offer help", "offered", step="offer"),
    EpisodeWay(PATHWAY, "What is known of their needs", "diversion:needs"),
    _records(PATHWAY, "Assessment", "assessed", step="assess"),
    _records(PATHWAY, "Young person's circumstances", "about_a_child", child_only=True),
    _records(PATHWAY, "Note", "note"),
    _records(ADULT, "One is needed", "adult_needed", permission="adult.record"),
    EpisodeWay(ADULT, "Somebody was asked", "diversion:call_adult", permission="adult.record"),
    _records(ADULT, "They arrived", "adult_arrived", permission="adult.record"),
    _records(ADULT, "They left", "adult_left", permission="adult.record"),
    _records(ADULT, "Nobody found", "adult_not_found", permission="adult.record"),
    _records(ADULT, "An interview began", "interview_started", permission="adult.record"),
    EpisodeWay(JUSTICE, "Police and court", "diversion:justice", permission="justice.record"),
    EpisodeWay(JUSTICE, "List a hearing", "diversion:list_hearing", permission="justice.record"),
    *(
        EpisodeWay(JUSTICE, words, "diversion:decided", kind, permission="justice.record")
        for kind, words in (
            ("charged", "Charged"),
            ("bailed", "Bailed"),
            ("left_custody", "Left custody"),
            ("moved_to_136", "Moved to section 136"),
        )
    ),
    EpisodeWay(JUSTICE, "Hand over", "diversion:decided", "handed_over"),
    _records(HELP, "Tell custody, for safety", "told_custody"),
    _records(HELP, "Support to a first appointment", "support_planned", step="support"),
    _records(HELP, "Did they get there?", "support_done", step="support"),
    EpisodeWay(
        HELP, "Refer to a service", "diversion:choose_service", permission="referral.record"
    ),
    EpisodeWay(
        JUSTICE, "A report is asked for", "diversion:ask_for_report", permission="report.record"
    ),
    _records(END, "Outcome", "outcome"),
    _records(END, "Close", "closed"),
    _records(END, "Open again", "reopened", when=CLOSED),
    _records(PATHWAY, "Note", "note", when=CLOSED),
)
DONE_AT: Final[Mapping[str, tuple[str, str]]] = {
    "see": ("diversion:record", "seen"),
    "screen": ("diversion:first_look", ""),
    "offer": ("diversion:record", "offered"),
    "ask_again": ("diversion:record", "offered"),
    "offer_again": ("diversion:record", "offered"),
    "assess": ("diversion:record", "assessed"),
    "support": ("diversion:record", "support_planned"),
    "support_result": ("diversion:record", "support_done"),
    "outcome": ("diversion:record", "outcome"),
    "close": ("diversion:record", "closed"),
    "write_report": ("diversion:episode", "#asked"),
    "chase_referral": ("diversion:episode", "#asked"),
    "send_elsewhere": ("diversion:episode", "#asked"),
    "call_adult": ("diversion:call_adult", ""),
    "adult_arrives": ("diversion:record", "adult_arrived"),
    "about_child": ("diversion:record", "about_a_child"),
    "hearing": ("diversion:justice", ""),
    "find_hearing": ("diversion:list_hearing", ""),
    "record_sentence": ("diversion:decided", "sentenced"),
    "bail_ends": ("diversion:justice", ""),
    "tell_healthcare": ("diversion:decided", "handed_over"),
    "tell_treatment": ("diversion:decided", "handed_over"),
    "hand_over_release": ("diversion:decided", "handed_over"),
    "ask_after_136": ("diversion:record", "note"),
    "find_outcome": ("diversion:decided", "disposed"),
}
"""Where each thing that is owed is done; a thing that is not here has no page of its own yet."""


def done_at(what: str, episode_id: UUID) -> str:
    """Answer the address where something owed is done; empty where there is none."""
    if what not in DONE_AT:
        return ""
    name, kind = DONE_AT[what]
    if kind.startswith("#"):
        return reverse(name, args=[episode_id]) + kind
    return reverse(name, args=[episode_id, *([kind] if kind else [])])


def ways_of(viewer: Actor, story: EpisodeStory) -> list[tuple[str, list[tuple[str, str]]]]:
    """Answer what this viewer may do, under headings, as words and addresses."""
    when = CLOSED if story.is_closed else OPEN
    groups: dict[str, list[tuple[str, str]]] = {}
    for way in ALL_WAYS:
        if way.when != when or not holds(viewer, PERMISSIONS, way.permission):
            continue
        if way.step and not story.case.door.has(way.step):
            continue
        if way.child_only and not story.case.is_child:
            continue
        if way.group == ADULT and story.setting not in ("custody", "voluntary_attendance"):
            continue
        if not story.whole and viewer.role is not Role.CUSTODY_OFFICER:
            continue
        groups.setdefault(way.group, []).append((way.words, way.href(story.episode_id)))
    return list(groups.items())
