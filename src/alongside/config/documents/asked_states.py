"""Where a referral and a report may stand, drawn from their tables."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.areas.diversion.rules.referral_states import (
    ENDED,
    REFERRAL_KINDS,
    REFERRAL_TRANSITIONS,
    STATE_LABELS,
    STATUS,
    ReferralState,
)
from alongside.areas.diversion.rules.report_states import (
    REPORT_KINDS,
    REPORT_LABELS,
    REPORT_TRANSITIONS,
    ReportState,
)

REFERRAL_HEAD: Final = """# Where a referral stands

From the table in `src/alongside/areas/diversion/rules/referral_states.py`. What has no row is
refused. An answer may be changed: a service that said no may take somebody on after all, as long
as they were not sent elsewhere. Until it ends, somebody owes the next step by a set time.
"""
REPORT_HEAD: Final = """# Where a report stands

From the table in `src/alongside/areas/diversion/rules/report_states.py`. A report that went may be
written again; the version that went is locked.
"""


def asked_states() -> list[str]:
    """Write both parts: a drawing of the states, their words, and every row of the table."""
    kinds = {code: kind.label for code, kind in REFERRAL_KINDS.items()}
    words = {state: f"{label} (`{STATUS[state]}`)" for state, label in STATE_LABELS.items()}
    referral = _part(REFERRAL_HEAD, ReferralState.MADE, words, kinds, REFERRAL_TRANSITIONS)
    ends = [f"    {state} --> [*]" for state in sorted(ENDED)]
    at = referral.index("```")
    report = _part(REPORT_HEAD, ReportState.ASKED, REPORT_LABELS, REPORT_KINDS, REPORT_TRANSITIONS)
    return [*referral[:at], *ends, *referral[at:], "", *report]


def _part(
    head: str,
    start: StrEnum,
    labels: Mapping[ReferralState, str] | Mapping[ReportState, str],
    kinds: Mapping[str, str],
    table: Mapping[tuple[ReferralState, str], ReferralState]
    | Mapping[tuple[ReportState, str], ReportState],
) -> list[str]:
    moves = [
        f"    {before} --> {after}: {kinds[kind]}"
        for (before, kind), after in table.items()
        if after is not before
    ]
    return [
        head,
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {start}",
        *moves,
        "```",
        "",
        "| State | On screen |",
        "|---|---|",
        *(f"| `{state}` | {said} |" for state, said in labels.items()),
        "",
        "| From | When | To |",
        "|---|---|---|",
        *(
            f"| `{before}` | {kinds[kind]} (`{kind}`) | `{after}` |"
            for (before, kind), after in table.items()
        ),
    ]
