"""What is asked of other services and told to courts."""

from typing import Final

from alongside.areas.diversion.rules.kind import Kind, a_kind

REPORT, REFERRAL = "report.record", "referral.record"

KINDS: Final[tuple[Kind, ...]] = (
    a_kind("report_requested", "Report asked for", "report_id by for_what due_at level", REPORT),
    a_kind("report_released", "Report released", "report_id level recipient", REPORT),
    a_kind("report_refused", "Report not released", "report_id level recipient reason", REPORT),
    a_kind("referral_made", "Referred", "referral_id service", REFERRAL),
    a_kind("referral_answered", "Service answered", "referral_id status reason", REFERRAL),
)
