"""Puts what an episode's events say in words ready to place."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alongside.areas.diversion.actions.configured import tools
from alongside.areas.diversion.forms.needs import STATES
from alongside.areas.diversion.queries.story import StoryLine
from alongside.areas.diversion.rules import justice, steps
from alongside.areas.diversion.rules.adults import BASIS, KINDS_OF_ADULT, RECORD_SAYS
from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.referral_states import REASONS as REASONS_NOT
from alongside.areas.diversion.rules.release import REFUSALS
from alongside.areas.diversion.rules.report_levels import RECIPIENTS
from alongside.areas.diversion.rules.tools import Tool, heard
from alongside.foundation.kit.time_words import clock_time, duration, on_date
from alongside.foundation.kit.timeline import TimelineEntry
from alongside.foundation.reference import code_list
from alongside.kernel.local_time import say

LATE_MINUTES: Final = 10
HIDDEN: Final = frozenset({"answers", "version", "states", "hearing_id", "site_id", "report_id",
                           "referral_id", "contact_id", "tool", "total", "follows"})  # fmt: skip
"""Facts that are said another way, or are nobody's to read."""
LABELS: Final[Mapping[str, str]] = {
    "source": "Noticed by",
    "reason": "Why",
    "offence_group": "Suspected of",
    "words": "",
    "result": "Came to",
    "urgency": "Meet again",
    "record_says": "Custody record",
    "stage": "Offered",
    "explained_how": "Explained",
    "answer": "They said",
    "decided_by": "Answered by",
    "method": "How",
    "practitioner": "By",
    "tool_used": "Tool",
    "started_at": "From",
    "ended_at": "Until",
    "outcome": "Came to",
    "parental_responsibility": "Parental responsibility",
    "parent_told": "Do they know",
    "looked_after": "Looked after",
    "gillick": "Can decide this",
    "gillick_words": "Based on",
    "youth_justice_worker": "Youth justice worker",
    "school": "School",
    "basis": "Why",
    "name": "Who",
    "relation": "Who they are",
    "phone": "Phone",
    "age_years": "Age",
    "why": "Why not",
    "screening_says": "First look",
    "what": "What",
    "ground": "Ground",
    "told_person": "Does the person know",
    "who": "Who",
    "at": "When",
    "engagement": "How it ended",
    "conditions": "Conditions",
    "until": "Until",
    "purpose": "For",
    "next": "Next",
    "to": "To",
    "requirements": "With",
    "justice_outcome": "Outcome",
    "from_where": "From",
    "on": "On",
    "plan": "Plan",
    "to_service": "To",
    "kind": "What",
    "for_what": "For",
    "due_at": "Due",
    "level": "How much",
    "recipient": "To",
    "service": "To",
    "status": "Answer",
    "answer_by": "They answer by",
}
REASONS: Final = {
    code: words for why in steps.OFFER_REASONS.values() for code, words in why.items()
}
WORDS: Final[Mapping[tuple[str, str], Mapping[str, str]]] = {
    **steps.CHOSEN,
    **{key: dict(code_list(name).choices()) for key, name in steps.CODED.items()},
    ("offered", "reason"): REASONS,
    ("screened", "record_says"): RECORD_SAYS,
    ("alert_raised", "record_says"): RECORD_SAYS,
    ("alert_raised", "screening_says"): BASIS,
    ("alert_raised", "what"): {"adult": "An appropriate adult may be needed"},
    ("adult_needed", "basis"): BASIS,
    ("adult_called", "relation"): KINDS_OF_ADULT,
    ("adult_arrived", "relation"): KINDS_OF_ADULT,
    ("adult_refused_as", "relation"): KINDS_OF_ADULT,
    ("left_custody", "to"): justice.LEFT_TO,
    ("remanded", "to"): justice.REMANDED_TO,
    ("sentenced", "outcome"): dict(code_list("ld_justice_outcome").choices()),
    ("disposed", "justice_outcome"): dict(code_list("ld_justice_outcome").choices()),
    ("charged", "offence_group"): dict(code_list("ld_offence_group").choices()),
    ("arrested_for", "offence_group"): dict(code_list("ld_offence_group").choices()),
    ("report_requested", "by"): RECIPIENTS,
    ("report_released", "recipient"): RECIPIENTS,
    ("report_refused", "recipient"): RECIPIENTS,
    ("report_refused", "reason"): REFUSALS,
    ("referral_answered", "reason"): REASONS_NOT,
    ("report_requested", "level"): dict(code_list("ld_report_level").choices()),
    ("report_released", "level"): dict(code_list("ld_report_level").choices()),
    ("report_refused", "level"): dict(code_list("ld_report_level").choices()),
    ("referral_answered", "status"): dict(code_list("ld_referral_status").choices()),
    ("undone", "kind"): {code: kind.label for code, kind in KINDS.items()},
}
"""What each coded fact means, by kind and name."""
KEY: Final = frozenset({"identified", "screened", "offered", "assessed", "outcome", "closed"})
ABOUT_ADULTS: Final = frozenset({"involved_in_offence", "is_victim", "is_witness",
                                 "received_admissions", "estranged_and_objected_to"})  # fmt: skip


def fact_words(kind: str, name: str, value: object) -> str:
    """Say one fact: the words of a code, a time as people say it, or what was typed."""
    meant = WORDS.get((kind, name), {}).get(str(value))
    if meant is not None:
        return meant
    text = str(value)
    if isinstance(value, str) and "T" in text and text[:4].isdigit():
        try:
            return say(datetime.fromisoformat(text))
        except ValueError:
            return text
    return text


def told(line: StoryLine) -> list[tuple[str, str]]:
    """Answer the facts of an entry as labels and words, in the order of the labels."""
    hidden = HIDDEN | ABOUT_ADULTS
    said = [
        (label, fact_words(line.kind, name, line.facts[name]))
        for name, label in LABELS.items()
        if line.facts.get(name) not in (None, "", [], {}) and name not in hidden
    ]
    if line.kind == "vulnerabilities":
        said += _states(line.facts.get("states"))
    return said


def _states(states: object) -> list[tuple[str, str]]:
    if not isinstance(states, Mapping):
        return []
    words = dict(STATES)
    said: dict[str, list[str]] = {}
    names = dict(code_list("ld_vulnerability").choices())
    for code in (code for code in {**names, **states} if code in states):
        state = str(states[code])
        said.setdefault(words.get(state, state), []).append(names.get(code, code))
    return [(state, ", ".join(names)) for state, names in said.items()]


def _pairs(lines: list[tuple[str, str]]) -> SafeString:
    if not lines:
        return SafeString("")
    alone = SafeString(' class="nhsuk-u-visually-hidden"')
    rows = format_html_join(
        "",
        '<div><dt{}>{}</dt><dd class="ld__said">{}</dd></div>',
        (("" if label else alone, label or "Said", said) for label, said in lines),
    )
    return format_html('<dl class="ld__facts">{}</dl>', rows)


def _answers(line: StoryLine) -> SafeString:
    """The questions and answers of a first look, folded away, with any sum shown in full."""
    answers = line.facts.get("answers")
    tool = tools().get(str(line.facts.get("tool", "")))
    if not isinstance(answers, Mapping) or tool is None:
        return SafeString("")
    rows = [(question.asks, answer.display) for question, answer in tool.chosen(answers)]
    summed = heard(tool, answers).total_words
    body = _pairs([*rows, *([("Added up", summed)] if summed else [])])
    changed = _changed(tool, line)
    return format_html(
        '<details class="nhsuk-details ld__answers"><summary class="nhsuk-details__summary">'
        '<span class="nhsuk-details__summary-text">{}: {} of {} answered</span></summary>'
        '<div class="nhsuk-details__text">{}{}</div></details>',
        tool.title,
        len(rows),
        len(tool.questions),
        changed,
        body,
    )


def _changed(tool: Tool, line: StoryLine) -> SafeString:
    then = line.facts.get("version")
    if then in (None, tool.version):
        return SafeString("")
    words = "Asked with version {} of these questions; the words below are version {}."
    return format_html("<p>" + words + "</p>", then, tool.version)


def entry(line: StoryLine, *, whole: bool) -> TimelineEntry:
    """Put one entry in words ready to place."""
    late = line.recorded_at - line.happened_at
    is_late = late.total_seconds() >= LATE_MINUTES * 60
    body = _pairs(told(line)) + (_answers(line) if line.kind == "screened" else SafeString(""))
    return TimelineEntry(
        time=clock_time(line.happened_at),
        title=line.label,
        day=on_date(line.happened_at),
        stamp=line.happened_at.isoformat(timespec="seconds"),
        body=body,
        by=f"{line.by}, {line.role}",
        service=line.service,
        age=f"recorded {duration(late)} later" if is_late else "",
        correction=_correction(line) if line.kind != "undone" else "",
        key=line.kind in KEY,
        anchor=f"entry-{line.id}",
        link=reverse("diversion:correct", args=[line.id]) if line.may_correct and whole else "",
    )


def _correction(line: StoryLine) -> str:
    if line.first_said is None:
        return ""
    because = f", because: {line.reason}" if line.reason else ""
    if line.first_said == line.happened_at:
        return f"Corrected{because}"
    at = clock_time(line.happened_at, line.first_said)
    return f"{clock_time(line.first_said)} corrected to {at}{because}"
