"""What happens on the pathway itself: noticed, seen, asked, offered, assessed, supported."""

from typing import Final

from alongside.areas.diversion.rules.kind import Kind, a_kind

ADULT: Final = "adult.record"

KINDS: Final[tuple[Kind, ...]] = (
    a_kind("identified", "Noticed", "source reason offence_group", "episode.identify"),
    a_kind("seen", "Seen", "words"),
    a_kind("not_seen", "Not seen", "reason words"),
    a_kind(
        "screened",
        "First look",
        "tool version answers total result urgency record_says by words",
    ),
    a_kind(
        "offered",
        "Offered help",
        "stage explained_how answer reason decided_by words",
    ),
    a_kind(
        "assessed",
        "Assessed",
        "method practitioner tool started_at ended_at outcome words",
    ),
    a_kind("vulnerabilities", "What is known", "states"),
    a_kind(
        "about_a_child",
        "Young person's circumstances",
        "parental_responsibility looked_after "
        "gillick gillick_words parent_told youth_justice_worker school words",
    ),
    a_kind("adult_needed", "Appropriate adult needed", "basis words", ADULT),
    a_kind(
        "adult_called",
        "Appropriate adult called",
        "name relation phone age_years involved_in_offence is_victim is_witness "
        "received_admissions estranged_and_objected_to",
        ADULT,
    ),
    a_kind("adult_arrived", "Appropriate adult arrived", "name relation present_at", ADULT),
    a_kind(
        "adult_refused_as",
        "Cannot act as appropriate adult",
        "name relation phone age_years involved_in_offence is_victim is_witness "
        "received_admissions estranged_and_objected_to why",
        ADULT,
    ),
    a_kind("adult_left", "Appropriate adult left", "words", ADULT),
    a_kind("adult_not_found", "No appropriate adult found", "reason words", ADULT),
    a_kind("interview_started", "Interview began", "words", ADULT),
    a_kind("alert_raised", "Custody told at once", "what record_says screening_says"),
    a_kind("alert_acknowledged", "Custody has read it", "by words", "alert.acknowledge"),
    a_kind("told_custody", "Told custody, for safety", "what ground told_person words"),
    a_kind("support_planned", "Support arranged", "who what at"),
    a_kind("support_done", "Support to first appointment", "result words"),
    a_kind("outcome", "Outcome", "engagement words"),
    a_kind("note", "Note", "words"),
    a_kind("closed", "Closed", "words"),
    a_kind("reopened", "Opened again", "reason"),
    a_kind("undone", "Taken back", "kind", "episode.identify"),
)
