"""Missing people: who is missing, one record as a story, and what may be recorded."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.plans.actions import missing as actions
from alongside.areas.plans.actions import missing_correcting
from alongside.areas.plans.forms import missing as forms
from alongside.areas.plans.queries import joint_story, missing
from alongside.areas.plans.queries.missing import MissingLine, MissingStory
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.rules.missing import (
    MISSING_KINDS,
    MISSING_LABELS,
    MISSING_PERMISSIONS,
    MISSING_TRANSITIONS,
)
from alongside.areas.plans.rules.missing_levels import FACTORS, LEVEL_LABELS, LEVEL_MEANINGS
from alongside.areas.plans.rules.missing_owed import ANSWERS, OWED_WORDS, OwedKind, OwedThing
from alongside.areas.plans.views.joint_pages import (
    DONE,
    FormPage,
    form_page,
    posted,
    said_words,
    timeline_entry,
)
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.time_words import ago, clock_time
from alongside.foundation.kit.timeline import TimelineEntry
from alongside.foundation.reference import code_list
from alongside.kernel.actor import holds, require

LABELS: Final = {
    "circumstances": "",
    "reported_by": "Told by",
    "last_seen_at": "Last seen",
    "last_seen_place": "Last seen at",
    "level_said": "Typed as",
    "rationale": "Why",
    "lowering_reason": "What has changed",
    "next_review_due_at": "Next review",
    "legal_status": "Legal status",
    "away_from": "Away from",
    "power": "Power on record",
    "power_source": "Where it is written",
    "place": "Where",
    "found_by": "Found by",
    "seen_by": "Seen by",
    "how": "How they are",
    "answer": "Answer",
    "by": "By",
    "offered_by": "Offered by",
    "independent": "Independent of police and home",
    "given_by": "Given by",
    "words": "",
    "factors": "What is known",
}
WORDS: Final = {
    "level": {level.value: label for level, label in LEVEL_LABELS.items()},
    "power": {"s18": "Section 18 (s18): return of somebody absent without leave"},
    "answer": dict(ANSWERS),
    "factors": dict(FACTORS),
    "legal_status": {entry.code: entry.display for entry in code_list("legal_status").entries},
}
KEY: Final = ("reported", "found", "welfare_confirmed", "not_found_after_all")
DO: Final = {
    "told": "Add information",
    "found": "They have been found",
    "welfare_confirmed": "Somebody has seen that they are well",
    "not_found_after_all": "They were not found after all",
    "absent_without_leave": "They are absent without leave from hospital",
    "prevention_interview": "Record the prevention interview",
    "return_interview": "Record the offer of a return-home interview",
}
INTRO: Final = {
    "found": "The record closes only when somebody has seen them and confirmed that they are well.",
    "absent_without_leave": "The power that goes with the legal status is kept beside it as a "
    "fact, with its source. Whether and how it is used is for the people who hold it.",
    "return_interview": "The aim is within 72 hours of being found.",
}


@dataclass(frozen=True, slots=True)
class OwedShown:
    """Something owed, in words.

    Attributes:
        words: What.
        due: By when; may be empty.
        late: Whether that has gone by, or it asks for somebody now.
        href: Where it is done; empty when the viewer may not.
    """

    words: str
    due: str
    late: bool
    href: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """One missing person, in words."""

    line: MissingLine
    name: str
    age: str
    state: str
    level: str
    meaning: str
    owed: tuple[OwedShown, ...]
    href: str


@require_safe
def missing_list(request: DeskRequest) -> HttpResponse:
    """Show who is missing now, and those found to whom something is still owed."""
    rows = missing.open_missing(request.actor, now=request.now)
    owed = missing.owed_missing(request.actor, now=request.now)
    context = {
        "lines": [_shown(request, line) for line in rows],
        "owed": [_shown(request, line) for line in owed],
    }
    return render(request, "plans/joint_missing_list.jinja", context)


@require_safe
def missing_record(request: DeskRequest, record_id: UUID) -> HttpResponse:
    """Show one record as a story."""
    story = missing.missing_story(request.actor, record_id, now=request.now)
    state = story.line.standing.state
    may = {
        kind: (state, kind) in MISSING_TRANSITIONS
        and holds(request.actor, JOINT_PERMISSIONS, permission)
        for kind, permission in MISSING_PERMISSIONS.items()
    }
    context = {
        "story": story,
        "shown": _shown(request, story.line),
        "factors": [FACTORS[code] for code in story.line.standing.factors],
        "entries": _entries(request, story),
        "may_review": may["reviewed"],
        "ways": [
            (words, _record_address(record_id, kind)) for kind, words in DO.items() if may[kind]
        ],
        "may_herbert": holds(request.actor, JOINT_PERMISSIONS, "herbert.see") and story.herbert,
        "is_open": story.line.standing.closed_at is None,
        "done_words": done_words(request, DONE),
    }
    return render(request, "plans/joint_missing_record.jinja", context)


@require_http_methods(["GET", "POST"])
def report(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Report somebody missing."""
    require(request.actor, JOINT_PERMISSIONS, "missing.open")
    person = joint_story.name_of(request.actor, person_id, purpose=missing.PURPOSE, now=request.now)
    form = forms.ReportForm(posted(request), initial={"reported_at": request.now})
    page = FormPage(
        "Report somebody missing",
        back=_person_address(person_id),
        submit="Open the record",
        lead=person.full if person else "",
        intro="Short answers will do: more can be added later. You choose the level and say why. "
        "Nothing here works it out for you.",
    )
    made: list[UUID] = []

    def act() -> None:
        made.append(
            actions.report_missing(
                request.actor,
                person_id,
                form.report(),
                judgement=form.judgement(request.now),
                now=request.now,
                request_key=form.request_key,
            )
        )

    answer = form_page(request, form, page, act=act)
    return redirect(done_address(_address(made[0]), "reported")) if made else answer


@require_http_methods(["GET", "POST"])
def review(request: DeskRequest, record_id: UUID) -> HttpResponse:
    """Look at the level again."""
    require(request.actor, JOINT_PERMISSIONS, "missing.judge")
    story = missing.missing_story(request.actor, record_id, now=request.now)
    standing = story.line.standing
    form = forms.ReviewForm(posted(request))
    page = _page(
        story,
        "Review the level",
        submit="Save the review",
        intro=f"The level now is {LEVEL_LABELS[standing.level].lower()}. "
        "The next level is your own judgement: keep it or choose another, and say why.",
        done="reviewed",
    )

    def act() -> object:
        form.check_against(standing.level)
        return actions.review_level(
            request.actor,
            record_id,
            form.judgement(request.now),
            now=request.now,
            request_key=form.request_key,
        )

    return form_page(request, form, page, act=act)


@require_http_methods(["GET", "POST"])
def record_entry(request: DeskRequest, record_id: UUID, kind: str) -> HttpResponse:
    """Record one thing that happened."""
    if kind not in forms.ENTRY_FORMS:
        raise Http404
    require(request.actor, JOINT_PERMISSIONS, MISSING_PERMISSIONS[kind])
    story = missing.missing_story(request.actor, record_id, now=request.now)
    form = forms.ENTRY_FORMS[kind](posted(request))
    page = _page(story, DO[kind], submit="Save", intro=INTRO.get(kind, ""))

    def act() -> object:
        entry = form.entry(request.now)
        well = form.welfare(entry) if isinstance(form, forms.FoundForm) else None
        return actions.record_missing_entry(
            request.actor,
            record_id,
            entry,
            well=well,
            now=request.now,
            request_key=form.request_key,
        )

    return form_page(request, form, page, act=act)


@require_http_methods(["GET", "POST"])
def correct(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """Put one entry right. What it said first stays on record."""
    record_id, line = missing.missing_entry(request.actor, event_id, now=request.now)
    kind = line.event.kind
    require(request.actor, JOINT_PERMISSIONS, MISSING_PERMISSIONS[kind])
    form = forms.CORRECTION_FORMS[kind](posted(request), initial=_initial(line))
    form.ask_why()
    page = FormPage(
        f"Put right: {MISSING_KINDS[kind].lower()}",
        back=_address(record_id),
        submit="Save the correction",
        intro="What it said first stays on record, shown as corrected.",
        done="corrected",
    )
    return form_page(
        request,
        form,
        page,
        act=lambda: missing_correcting.correct_missing_entry(
            request.actor,
            event_id,
            form.entry(line.event.happened_at),
            reason=form.reason,
            now=request.now,
            request_key=form.request_key,
        ),
    )


def _initial(line: joint_story.EntryLine) -> dict[str, Any]:
    instants = {name: line.event.instant(name) for name in line.event.facts if name.endswith("_at")}
    return {**line.event.facts, **instants, "happened_at": line.event.happened_at}


def _page(
    story: MissingStory, title: str, *, submit: str, intro: str, done: str = "saved"
) -> FormPage:
    return FormPage(
        title,
        back=_address(story.record_id),
        submit=submit,
        lead=story.person.full if story.person else "",
        intro=intro,
        done=done,
    )


def _entries(request: DeskRequest, story: MissingStory) -> list[TimelineEntry]:
    shown = []
    for line in story.entries:
        kind = line.event.kind
        may = holds(request.actor, JOINT_PERMISSIONS, MISSING_PERMISSIONS[kind])
        shown.append(
            timeline_entry(
                line,
                title=_title(line),
                said=said_words(line, LABELS, WORDS),
                key=kind in KEY,
                link=reverse("plans:missing_correct", args=[line.id]) if may else "",
            )
        )
    return shown


def _title(line: joint_story.EntryLine) -> str:
    level = line.event.text("level")
    kind = MISSING_KINDS[line.event.kind]
    return f"{kind}: {WORDS['level'][level].lower()}" if level else kind


def _shown(request: DeskRequest, line: MissingLine) -> LineShown:
    standing = line.standing
    return LineShown(
        line=line,
        name=line.person.full if line.person else "Name held back",
        age=line.person.age_words if line.person else "",
        state=MISSING_LABELS[standing.state],
        level=LEVEL_LABELS[standing.level],
        meaning=LEVEL_MEANINGS[standing.level],
        owed=tuple(_owed(request, line, thing) for thing in line.owed),
        href=_address(line.record_id),
    )


def _owed(request: DeskRequest, line: MissingLine, thing: OwedThing) -> OwedShown:
    due = ""
    if thing.due_at is not None:
        word = "was due" if thing.overdue else "due"
        due = f"{word} {clock_time(thing.due_at, request.now)}, {ago(thing.due_at, request.now)}"
    return OwedShown(
        words=OWED_WORDS[thing.kind],
        due=due,
        late=thing.overdue or thing.alert,
        href=_owed_address(request, line, thing),
    )


def _owed_address(request: DeskRequest, line: MissingLine, thing: OwedThing) -> str:
    if thing.kind in (OwedKind.REVIEW, OwedKind.SUPERVISOR_REVIEW):
        may = holds(request.actor, JOINT_PERMISSIONS, "missing.judge")
        return reverse("plans:missing_review", args=[line.record_id]) if may else ""
    kind = "welfare_confirmed" if thing.kind is OwedKind.WELFARE else thing.kind.value
    may = holds(request.actor, JOINT_PERMISSIONS, MISSING_PERMISSIONS[kind])
    return _record_address(line.record_id, kind) if may else ""


def _address(record_id: UUID) -> str:
    return reverse("plans:missing_record", args=[record_id])


def _record_address(record_id: UUID, kind: str) -> str:
    return reverse("plans:missing_entry", args=[record_id, kind])


def _person_address(person_id: UUID) -> str:
    return f"{reverse('people:person', args=[person_id])}?purpose={missing.PURPOSE}"
