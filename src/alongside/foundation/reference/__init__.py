"""Code lists as data, and the check rules of identifiers. Needs no database and no Django."""

from alongside.foundation.reference.area_code import check_area_code
from alongside.foundation.reference.arrest_summons_number import (
    check_arrest_summons_number,
    short_arrest_summons_number,
)
from alongside.foundation.reference.checked import Checked
from alongside.foundation.reference.coded_value import (
    CheckedEthnicity,
    check_code,
    check_ethnic_category,
    check_force_code,
)
from alongside.foundation.reference.codelist import (
    CodeList,
    Entry,
    Evidence,
    ReferenceLookupError,
    UnknownCode,
    UnknownSystem,
)
from alongside.foundation.reference.cro_number import check_cro_number
from alongside.foundation.reference.kinds import CHECKS, Check
from alongside.foundation.reference.loading import code_list, systems
from alongside.foundation.reference.local_reference import (
    check_collar_number,
    check_custody_record_number,
)
from alongside.foundation.reference.mapping import (
    CodeMapping,
    NotMapped,
    UnknownMapping,
    code_mapping,
    codes_mapped_to,
    map_code,
    mappings,
)
from alongside.foundation.reference.nhs_number import (
    check_nhs_number,
    is_test_number,
    nhs_check_digit,
    spaced_nhs_number,
)
from alongside.foundation.reference.ods_code import check_ods_code
from alongside.foundation.reference.pnc_id import check_pnc_id
from alongside.foundation.reference.postcode import CheckedPostcode, check_postcode
from alongside.foundation.reference.registration import REGISTERS, check_registration
from alongside.foundation.reference.snomed import check_snomed_concept
from alongside.foundation.reference.toml_reading import ReferenceFileError
from alongside.foundation.reference.uprn import check_uprn

__all__ = [
    "CHECKS",
    "REGISTERS",
    "Check",
    "Checked",
    "CheckedEthnicity",
    "CheckedPostcode",
    "CodeList",
    "CodeMapping",
    "Entry",
    "Evidence",
    "NotMapped",
    "ReferenceFileError",
    "ReferenceLookupError",
    "UnknownCode",
    "UnknownMapping",
    "UnknownSystem",
    "check_area_code",
    "check_arrest_summons_number",
    "check_code",
    "check_collar_number",
    "check_cro_number",
    "check_custody_record_number",
    "check_ethnic_category",
    "check_force_code",
    "check_nhs_number",
    "check_ods_code",
    "check_pnc_id",
    "check_postcode",
    "check_registration",
    "check_snomed_concept",
    "check_uprn",
    "code_list",
    "code_mapping",
    "codes_mapped_to",
    "is_test_number",
    "map_code",
    "mappings",
    "nhs_check_digit",
    "short_arrest_summons_number",
    "spaced_nhs_number",
    "systems",
]
