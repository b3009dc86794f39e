"""What police and courts decide, and where somebody goes next."""

from typing import Final

from alongside.areas.diversion.rules.kind import Kind, a_kind

JUSTICE: Final = "justice.record"

KINDS: Final[tuple[Kind, ...]] = (
    a_kind("arrested_for", "Arrested", facts="offence_group", permission=JUSTICE),
    a_kind("charged", "Charged", facts="offence_group", permission=JUSTICE),
    a_kind("bailed", "Bailed", facts="until conditions", permission=JUSTICE),
    a_kind(
        "hearing_listed",
        "Hearing listed",
        facts="hearing_id site_id at purpose",
        permission=JUSTICE,
    ),
    a_kind(
        "hearing_moved", "Hearing moved", facts="hearing_id site_id at reason", permission=JUSTICE
    ),
    a_kind("hearing_held", "Hearing held", facts="hearing_id result next", permission=JUSTICE),
    a_kind(
        "hearing_vacated",
        "Hearing taken out of the list",
        facts="hearing_id words",
        permission=JUSTICE,
    ),
    a_kind("remanded", "Remanded", facts="to", permission=JUSTICE),
    a_kind("sentenced", "Sentenced", facts="outcome requirements", permission=JUSTICE),
    a_kind("disposed", "Outcome of the case", facts="justice_outcome", permission=JUSTICE),
    a_kind("left_custody", "Left custody", facts="to", permission=JUSTICE),
    a_kind("moved_to_136", "Moved to section 136", facts="contact_id", permission=JUSTICE),
    a_kind("release_planned", "Release planned", facts="from_where on plan"),
    a_kind("handed_over", "Handed over", facts="to_service who at"),
)
