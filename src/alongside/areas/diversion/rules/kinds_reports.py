"""What is asked of other services and told to courts."""

from typing import Final

from alongside.areas.diversion.rules.kind import Kind, a_kind

REPORT, REFERRAL = "report.record", "referral.record"

KINDS: Final[tuple[Kind, ...]] = (
    a_kind(
        "report_requested",
        "Report asked for",
        facts="report_id by for_what due_at level hearing_id",
        permission=REPORT,
    ),
    a_kind(
        "report_released", "Report released", facts="report_id level recipient", permission=REPORT
    ),
    a_kind(
        "report_refused",
        "Report not released",
        facts="report_id level recipient reason",
        permission=REPORT,
    ),
    a_kind(
        "report_not_needed",
        "Report no longer needed",
        facts="report_id words",
        permission=REPORT,
    ),
    a_kind(
        "referral_made",
        "Referred",
        facts="referral_id service answer_by follows",
        permission=REFERRAL,
    ),
    a_kind(
        "referral_answered",
        "Referral moved on",
        facts="referral_id status reason",
        permission=REFERRAL,
    ),
    a_kind(
        "referral_rested",
        "Not taken on, and left there",
        facts="referral_id",
        permission=REFERRAL,
    ),
)
