"""What a column's title says of its role. Reviewed as data: the first line that fits decides."""

import re
from typing import Final

from alongside.engines.matching.batch.roles.role import Role

_JOINS: Final = re.compile(r"[^a-z0-9]+")
_HUMPS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

# Each is searched for in a title whose words are joined by one underscore: "_first_name_".
TITLES: Final[tuple[tuple[str, Role], ...]] = (
    # A date or place of something else is no birth; said first so that it cannot be mistaken.
    (
        r"_(death|died|arrest|arrested|admission|created|updated|modified|entered|recorded|event|"
        r"start|end|seen|referral|referred|discharge|timestamp|birth_?place|place_of_birth)_",
        Role.UNUSED,
    ),
    (
        r"_(nhs|nino|national_insurance|ni_n(o|um|umber)|ssn|soc(ial)?_sec\w*|passport|licen[cs]e|"
        r"pnc|cro|chi|hospital_n\w*|mrn)_",
        Role.IDENTIFIER,
    ),
    (
        r"_(cluster|clusters|entity|ent|truth|true|label|labels|group|match|matched|source|dataset|"
        r"unique|uuid|guid|rowid|row|index|record|rec|key)_",
        Role.RECORD,
    ),
    (r"_e_?mail(_address)?_", Role.EMAIL),
    (r"_(phone|telephone|tel|mobile|mob|fax|landline|cell)\w*_", Role.PHONE),
    (r"_(post_?code|zip|zip_?code|postal(_code)?|pcode|plz)_", Role.POSTCODE),
    (
        r"_(dob|date_of_birth|birth_?date|born|date_birth|born_on|dateofbirth|geburtsdatum)_",
        Role.DATE_OF_BIRTH,
    ),
    (
        r"_(by|yob|birth_?year|year_of_birth|born_year|year_born|dob_y(ear)?|dob_yyyy)_",
        Role.BIRTH_YEAR,
    ),
    (
        r"_(bm|birth_?month|month_of_birth|born_month|month_born|dob_m(onth)?|dob_mm)_",
        Role.BIRTH_MONTH,
    ),
    (r"_(bd|birth_?day|day_of_birth|born_day|day_born|dob_d(ay)?|dob_dd)_", Role.BIRTH_DAY),
    (r"_(age|age_years)_", Role.AGE),
    (r"_(sex|gender)_", Role.SEX),
    (r"_(middle|second_name|second_forename|other_names?|mname|name_2)_", Role.MIDDLE_NAME),
    (
        r"_(f_?name|first|first_?names?|given|given_?names?|forenames?|christian_name|vorname|"
        r"preferred_name)_",
        Role.GIVEN_NAME,
    ),
    (r"_(l_?name|last|last_?names?|surnames?|sname|family|family_?names?|nachname)_", Role.SURNAME),
    (
        r"_(organi[sz]ation|org|company|business|employer|school|site|agency|provider|firm|shop|"
        r"restaurant|hotel|venue|facility|practice)(_name)?_$",
        Role.ORGANISATION,
    ),
    (
        r"^_((patient|client|subject|detainee|person|persons|customer|their|whole|full)_?)?names?_$",
        Role.FULL_NAME,
    ),
    (
        r"_(house|street|building|door|flat|property|addr\w*)_?(number|num|no|nr)_|_(hnr|house)_",
        Role.HOUSE_NUMBER,
    ),
    (r"_(town|city|suburb|locality|village|place|ort|post_?town|district)_", Role.TOWN),
    (r"_(state|county|region|province|country)_", Role.REGION),
    (
        r"_(addr|address|street|road|addr_?\d|address_?\d|street_?\d|line_?\d|address_line)_",
        Role.ADDRESS,
    ),
    (r"_(id|identifier|ref|reference|number|num|no|nr)_$", Role.RECORD),
)


def title_words(title: str) -> str:
    """A title as small words joined by one underscore, with one at either end."""
    parted = _HUMPS.sub("_", title.strip())
    return f"_{_JOINS.sub('_', parted.lower()).strip('_')}_"


def role_of_title(title: str) -> Role | None:
    """The role a title names; ``None`` when it says nothing."""
    words = title_words(title)
    for pattern, role in TITLES:
        if re.search(pattern, words):
            return role
    return None
