"""An episode as a story, with what is owed next."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.areas.diversion.forms.needs import NOT_ASKED, STATES
from alongside.areas.diversion.queries.colleagues import colleagues
from alongside.areas.diversion.queries.received import receipt
from alongside.areas.diversion.queries.story import EpisodeStory, OfferLine, episode_story
from alongside.areas.diversion.rules.adults import BASIS
from alongside.areas.diversion.rules.owed import Owed
from alongside.areas.diversion.rules.owed_words import owed_words
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.release import parent_may_be_told
from alongside.areas.diversion.rules.stages import STAGE_WORDS, words_for_custody
from alongside.areas.diversion.views.episode_parts import PARTS
from alongside.areas.diversion.views.episode_ways import done_at, ways_of
from alongside.areas.diversion.views.pages import DONE
from alongside.areas.diversion.views.telling import entry, fact_words
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.kit.done import done_words
from alongside.foundation.kit.time_words import ago, clock_time
from alongside.foundation.picture.compose import compose_part
from alongside.foundation.picture.panels import Place
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Role, holds

IN_DANGER, SAID_NO = "safeguarding", "young_person_said_no"
JUDGED: Final = {"competent": True, "not_competent": False}
"""Whether the young person can decide, by what was judged; nothing where nobody did."""
USUAL: Final = ("liaison_and_diversion", "voluntary_attendance")
"""Doors that the place alone says already."""


@dataclass(frozen=True, slots=True)
class OwedLine:
    """Something owed, in words ready to place.

    Attributes:
        what: Its code.
        words: What is to be done.
        whose: By whom.
        due: By when and since when.
        tag: Words that mark it: that it is needed now, or overdue; empty otherwise.
        href: Where it is done by this viewer; empty where it is somebody else's or has no page.
    """

    what: str
    words: str
    whose: str
    due: str
    tag: str
    href: str


@require_safe
def episode(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """Show one episode as a story."""
    story = episode_story(request.actor, episode_id, now=request.now)
    owed = [
        _owed_line(request, story, one)
        for one in story.owed
        if not (one.what == "read_alert" and story.alert_open)
    ]
    first = _first_of_mine(request, owed)
    context = {
        "story": story,
        "who": story.person.full if story.person else "Somebody",
        "door": "" if story.case.door.code in USUAL else story.case.door.title,
        "standing": _standing(story),
        "next": first,
        "owed": [line for line in owed if line is not first],
        "entries": [entry(line, whole=True) for line in story.lines],
        "ways": ways_of(request.actor, story),
        "needs": needs_held(story),
        "child": _child(story),
        "basis": BASIS.get(story.adult.basis, ""),
        "before": [_offer(request, line) for line in story.offers],
        "undo": _undo(request, story),
        "parts": [part for make in PARTS if (part := make(request, story))],
        "may_read_alert": story.alert_open
        and holds(request.actor, PERMISSIONS, "alert.acknowledge"),
        "may_record": holds(request.actor, PERMISSIONS, "episode.record") and story.whole,
        **_hands(request, story),
        "words": _own_words(request, story),
        "fresh_key": uuid4(),
        "done_words": done_words(request, DONE),
    }
    return render(request, "diversion/pathway/episode.jinja", context)


def _hands(request: DeskRequest, story: EpisodeStory) -> dict[str, bool]:
    """Whether this viewer may take them on, and whether there is a colleague to pass them to."""
    may = holds(request.actor, PERMISSIONS, "episode.own")
    if not (may and story.ours and story.whole) or story.is_closed:
        return {}
    mine = story.owner_id == request.actor.user_id
    return {"may_take": not mine, "may_pass": bool(colleagues(request.actor))}


def _own_words(request: DeskRequest, story: EpisodeStory) -> Any:
    """What the person wants known, by its own decision and with its own look in the log."""
    return compose_part(
        request.actor,
        story.person_id,
        places=(Place.WORDS,),
        purpose=story.leave.purpose,
        now=request.now,
    )


def _standing(story: EpisodeStory) -> str:
    return STAGE_WORDS[story.stage] if story.whole else words_for_custody(story.stage)


def _owed_line(request: DeskRequest, story: EpisodeStory, one: Owed) -> OwedLine:
    now = request.now
    since = f"since {clock_time(one.since, now)}"
    late = one.due_at is not None and one.due_at < now
    due, tag = since, "Overdue" if late else ""
    if one.due_at == one.since:
        tag = "Needed now"
    if one.due_at is not None and one.due_at > one.since:
        due = f"{'was due' if late else 'by'} {clock_time(one.due_at, now)}, {since}"
    return OwedLine(
        what=one.what,
        words=owed_words(one.what),
        whose=ROLE_LABELS[Role(one.role)],
        due=due,
        tag=tag,
        href=done_at(one.what, story.episode_id) if _is_mine(request, story, one) else "",
    )


def _first_of_mine(request: DeskRequest, owed: list[OwedLine]) -> OwedLine | None:
    """What is next for this viewer: what their own role owes, else what they may stand in for."""
    can = [line for line in owed if line.href]
    custody = request.actor.role is Role.CUSTODY_OFFICER
    theirs = ROLE_LABELS[Role.CUSTODY_OFFICER]
    own = [line for line in can if (line.whose == theirs) is custody]
    return next(iter([*own, *can]), None)


def _is_mine(request: DeskRequest, story: EpisodeStory, one: Owed) -> bool:
    """Whether this viewer may do it: the service's two roles stand in for each other."""
    if one.role == Role.CUSTODY_OFFICER:
        return holds(request.actor, PERMISSIONS, "adult.record")
    return story.whole and holds(request.actor, PERMISSIONS, "episode.record")


def needs_held(story: EpisodeStory) -> list[tuple[str, list[str]]]:
    """Answer needs by how they are held, in words; those nobody asked about are left out."""
    display = code_list("ld_vulnerability").display
    return [
        (words, held)
        for state, words in STATES
        if state != NOT_ASKED
        and (held := [display(code) for code, said in story.states.items() if said == state])
    ]


def _child(story: EpisodeStory) -> list[tuple[str, str]]:
    labels = (
        ("parental_responsibility", "Parental responsibility"),
        ("parent_told", "Do they know the young person is here"),
        ("looked_after", "Looked after by a council"),
        ("gillick", "Can decide about help"),
        ("youth_justice_worker", "Youth justice worker"),
        ("school", "School or college"),
    )
    said = [
        (label, fact_words("about_a_child", name, story.child[name]))
        for name, label in labels
        if story.child.get(name)
    ]
    return [*said, *_parent(story)] if said else []


def _parent(story: EpisodeStory) -> list[tuple[str, str]]:
    """Whether a parent may be told what was found; nothing where telling them would be dangerous.

    Harm to a child changes the answer, and is for safeguarding to weigh, not for this page.
    """
    told = story.child.get("parent_told")
    if told == IN_DANGER:
        return []
    ruling = parent_may_be_told(
        age_band=story.age_band,
        gillick=JUDGED.get(str(story.child.get("gillick"))),
        refuses=told == SAID_NO,
        safeguarding=False,
    )
    unless = "" if ruling.may_go else " Unless it is needed to keep a child safe: ask safeguarding."
    return [("May a parent be told what was found", ruling.sentence + unless)]


def _offer(request: DeskRequest, line: OfferLine) -> dict[str, str]:
    said = fact_words("offered", "answer", line.facts.get("answer", ""))
    why = line.facts.get("reason")
    return {
        "when": clock_time(line.at, request.now),
        "ago": ago(line.at, request.now),
        "where": line.where,
        "what": fact_words("offered", "stage", line.facts.get("stage", "assessment")),
        "said": f"{said}: {fact_words('offered', 'reason', why).lower()}" if why else said,
    }


def _undo(request: DeskRequest, story: EpisodeStory) -> Any:
    """The entry this viewer just saved and may still take back."""
    just = [line for line in story.lines if line.may_take_back]
    newest = max(just, key=lambda line: line.recorded_at, default=None)
    return newest if newest and "done" in request.GET else None


@require_safe
def received(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """Show whoever referred somebody that it was received, and nothing more."""
    shown = receipt(request.actor, episode_id, now=request.now)
    return render(request, "diversion/pathway/received.jinja", {"receipt": shown})
