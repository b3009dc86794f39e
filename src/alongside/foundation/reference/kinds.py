"""Every kind of identifier that can be checked, by name."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from alongside.foundation.reference.area_code import check_area_code
from alongside.foundation.reference.arrest_summons_number import check_arrest_summons_number
from alongside.foundation.reference.checked import Checked
from alongside.foundation.reference.coded_value import check_ethnic_category, check_force_code
from alongside.foundation.reference.cro_number import check_cro_number
from alongside.foundation.reference.local_reference import (
    check_collar_number,
    check_custody_record_number,
)
from alongside.foundation.reference.nhs_number import check_nhs_number
from alongside.foundation.reference.ods_code import check_ods_code
from alongside.foundation.reference.pnc_id import check_pnc_id
from alongside.foundation.reference.postcode import check_postcode
from alongside.foundation.reference.registration import REGISTERS, check_registration
from alongside.foundation.reference.snomed import check_snomed_concept
from alongside.foundation.reference.uprn import check_uprn

Check = Callable[[str, date], Checked]
"""A check of typed text on a day."""


def _any_day(check: Callable[[str], Checked]) -> Check:
    return lambda typed, _today: check(typed)


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "nhs_number": _any_day(check_nhs_number),
        "pnc_id": lambda typed, today: check_pnc_id(typed, today=today),
        "cro_number": _any_day(check_cro_number),
        "arrest_summons_number": _any_day(check_arrest_summons_number),
        "custody_record_number": _any_day(check_custody_record_number),
        "collar_number": _any_day(check_collar_number),
        "ods_code": _any_day(check_ods_code),
        "postcode": _any_day(check_postcode),
        "uprn": _any_day(check_uprn),
        "area_code": _any_day(check_area_code),
        "snomed": _any_day(check_snomed_concept),
        "force_code": _any_day(check_force_code),
        "ethnic_category": _any_day(check_ethnic_category),
        **{register: _any_day(partial(check_registration, register)) for register in REGISTERS},
    }
)
"""Kind of identifier to its check."""
