"""What happens on the pathway itself: noticed, seen, asked, offered, assessed, supported."""

from typing import Final

from alongside.areas.diversion.rules.kind import Kind, a_kind

ADULT: Final = "adult.record"

KINDS: Final[tuple[Kind, ...]] = (
    a_kind(
        "identified", "Noticed", facts="source reason offence_group", permission="episode.identify"
    ),
    a_kind("seen", "Seen", facts="words"),
    a_kind("not_seen", "Not seen", facts="reason words"),
    a_kind(
        "screened",
        "First look",
        facts="tool version answers total result urgency record_says by words",
    ),
    a_kind(
        "offered",
        "Offered help",
        facts="stage explained_how answer reason decided_by words",
    ),
    a_kind(
        "assessed",
        "Assessed",
        facts="method practitioner tool started_at ended_at outcome words",
    ),
    a_kind("vulnerabilities", "What is known", facts="states"),
    a_kind(
        "about_a_child",
        "Young person's circumstances",
        facts="parental_responsibility looked_after "
        "gillick gillick_words parent_told youth_justice_worker school words",
    ),
    a_kind("adult_needed", "Appropriate adult needed", facts="basis words", permission=ADULT),
    a_kind(
        "adult_called",
        "Appropriate adult called",
        facts="name relation phone age_years involved_in_offence is_victim is_witness "
        "received_admissions estranged_and_objected_to",
        permission=ADULT,
    ),
    a_kind(
        "adult_arrived",
        "Appropriate adult arrived",
        facts="name relation present_at",
        permission=ADULT,
    ),
    a_kind(
        "adult_refused_as",
        "Cannot act as appropriate adult",
        facts="name relation phone age_years involved_in_offence is_victim is_witness "
        "received_admissions estranged_and_objected_to why",
        permission=ADULT,
    ),
    a_kind("adult_left", "Appropriate adult left", facts="words", permission=ADULT),
    a_kind("adult_not_found", "No appropriate adult found", facts="reason words", permission=ADULT),
    a_kind("interview_started", "Interview began", facts="words", permission=ADULT),
    a_kind("alert_raised", "Custody told at once", facts="what record_says screening_says"),
    a_kind(
        "alert_acknowledged",
        "Custody has read it",
        facts="by words",
        permission="alert.acknowledge",
    ),
    a_kind("told_custody", "Told custody, for safety", facts="what ground told_person words"),
    a_kind("support_planned", "Support arranged", facts="who what at"),
    a_kind("support_done", "Support to first appointment", facts="result words"),
    a_kind("outcome", "Outcome", facts="engagement words"),
    a_kind("note", "Note", facts="words"),
    a_kind("closed", "Closed", facts="words"),
    a_kind("reopened", "Opened again", facts="reason"),
    a_kind("undone", "Taken back", facts="kind", permission="episode.identify"),
)
