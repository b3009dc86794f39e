"""Puts what was done with a report in words."""

from collections.abc import Mapping

from alongside.areas.diversion.models import ReportEvent, ReportRequest
from alongside.areas.diversion.queries.report_lines import Release, ReportStory
from alongside.areas.diversion.rules.referral_sharing import AGREED_LABELS, Agreed
from alongside.areas.diversion.rules.release import REFUSALS
from alongside.areas.diversion.rules.report_levels import COPY_ANSWERS, METHODS, RECIPIENTS
from alongside.areas.diversion.rules.report_states import REPORT_KINDS
from alongside.foundation.reference import code_list
from alongside.kernel.local_time import parse_instant, say

Said = Mapping[str, object]


def level_words(level: object) -> str:
    """Say how much a report says."""
    return code_list("ld_report_level").display(str(level)) if level else ""


def consent_words(report: ReportRequest) -> str:
    """Say what was agreed, as it stands."""
    if report.consent_withdrawn_at is not None:
        return "They have taken their consent back. Nothing more is shared."
    if not report.consent_level:
        return "Nothing is agreed yet. That they were seen may be said."
    named = ", ".join(RECIPIENTS[code].lower() for code in report.consent_recipients)
    whose = AGREED_LABELS[Agreed(report.consent_agreed)]
    return f"{whose}: {level_words(report.consent_level).lower()}, for {named}."


def refusal_words(said: Said) -> str:
    """Say why a report did not go, and what may go instead."""
    offer = level_words(said.get("offer"))
    sentence = REFUSALS[str(said.get("code"))]
    return f"{sentence} You can release “{offer.lower()}” instead." if offer else sentence


def story_line(event: ReportEvent) -> ReportStory:
    """Put one event in words."""
    said = event.facts
    words = [
        level_words(said.get("level")),
        ", ".join(RECIPIENTS[code] for code in said.get("recipients", ())),
        str(said.get("to_name") or ""),
        METHODS.get(str(said.get("method")), ""),
        f"Version {said['number']}" if said.get("number") else "",
        refusal_words(said) if event.kind == "refused" else "",
        COPY_ANSWERS.get(str(said.get("answer")), ""),
        f"Now {say(parse_instant(said['due_at']))}" if said.get("due_at") else "",
        str(said.get("what") or ""),
        str(said.get("words") or ""),
    ]
    title = REPORT_KINDS[event.kind]
    if event.kind == "told_of_withdrawal":
        words = [str(said["recipient"]), str(said.get("words") or "")]
    return ReportStory(
        at=event.happened_at,
        title=title,
        words=tuple(filter(None, words)),
        by=event.recorded_by.display_name,
    )


def release_of(event: ReportEvent) -> Release:
    """Put one release in words."""
    said = event.facts
    return Release(
        at=event.happened_at,
        number=int(said["number"]),
        level=str(said["level"]),
        level_words=level_words(said["level"]),
        to_name=str(said["to_name"]),
        method_words=METHODS[str(said["method"])],
        by=event.recorded_by.display_name,
    )


def recipient_line(said: Said) -> str:
    """Say to whom a report went, and how."""
    whose = RECIPIENTS[str(said["recipient"])]
    return f"{whose} ({said['to_name']}), {METHODS[str(said['method'])].lower()}"
