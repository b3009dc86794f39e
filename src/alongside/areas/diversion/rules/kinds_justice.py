"""What police and courts decide, and where somebody goes next."""

from typing import Final

from alongside.areas.diversion.rules.kind import Kind, a_kind

JUSTICE: Final = "justice.record"

KINDS: Final[tuple[Kind, ...]] = (
    a_kind("arrested_for", "Arrested", "offence_group", JUSTICE),
    a_kind("charged", "Charged", "offence_group", JUSTICE),
    a_kind("bailed", "Bailed", "conditions until", JUSTICE),
    a_kind("hearing_listed", "Hearing listed", "hearing_id site_id at purpose", JUSTICE),
    a_kind("hearing_moved", "Hearing moved", "hearing_id site_id at reason", JUSTICE),
    a_kind("hearing_held", "Hearing held", "hearing_id result next", JUSTICE),
    a_kind("hearing_vacated", "Hearing taken out of the list", "hearing_id words", JUSTICE),
    a_kind("remanded", "Remanded", "to", JUSTICE),
    a_kind("sentenced", "Sentenced", "outcome requirements", JUSTICE),
    a_kind("disposed", "Outcome of the case", "justice_outcome", JUSTICE),
    a_kind("left_custody", "Left custody", "to", JUSTICE),
    a_kind("moved_to_136", "Moved to section 136", "contact_id", JUSTICE),
    a_kind("release_planned", "Release planned", "from_where on plan"),
    a_kind("handed_over", "Handed over", "to_service who at"),
)
