"""The roles a column can play in telling people apart."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a column says of a person."""

    GIVEN_NAME = "given_name"
    MIDDLE_NAME = "middle_name"
    SURNAME = "surname"
    FULL_NAME = "full_name"
    ORGANISATION = "organisation"
    DATE_OF_BIRTH = "date_of_birth"
    BIRTH_YEAR = "birth_year"
    BIRTH_MONTH = "birth_month"
    BIRTH_DAY = "birth_day"
    AGE = "age"
    SEX = "sex"
    HOUSE_NUMBER = "house_number"
    ADDRESS = "address"
    TOWN = "town"
    REGION = "region"
    POSTCODE = "postcode"
    PHONE = "phone"
    EMAIL = "email"
    IDENTIFIER = "identifier"
    OTHER = "other"
    RECORD = "record"
    UNUSED = "unused"


EVIDENCE: Final = tuple(role for role in Role if role not in (Role.RECORD, Role.UNUSED))
"""Roles that may be compared. A record's own number never is: it may hide the answer."""

PARTS_OF_A_BIRTH: Final = (Role.BIRTH_YEAR, Role.BIRTH_MONTH, Role.BIRTH_DAY)


@dataclass(frozen=True, slots=True)
class Assigned:
    """One column and the role it plays.

    Attributes:
        column: Its title, as in the file.
        role: What it says of a person.
        why: How that was decided, in words: its title, its cells, or the person who asked.
    """

    column: str
    role: Role
    why: str
