"""What queries about people answer with."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PersonLabel:
    """How a person is named on a list.

    Attributes:
        id: The person.
        full: Such as ``Jamie Marsh`` or ``Unknown man, about 40``.
        initials: Such as ``J.M.``; an unknown person's description stays as it is.
        age_words: Such as ``34``, ``about 40``, ``30 to 40`` or ``age not known``.
        is_child: Whether under 18; ``None`` when that cannot be told.
        known: Whether we know who they are.
    """

    id: UUID
    full: str
    initials: str
    age_words: str
    is_child: bool | None
    known: bool


@dataclass(frozen=True, slots=True)
class BirthFacts:
    """What is recorded about when somebody was born, for reckoning an age.

    Attributes:
        date_of_birth: When known.
        age_low: Youngest they seemed, in years, on ``as_of``.
        age_high: Oldest they seemed, in years, on ``as_of``.
        as_of: The day of the estimate.
    """

    date_of_birth: date | None = None
    age_low: int | None = None
    age_high: int | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """What the statutory return asks about a person.

    Attributes:
        birth: For the age at the event.
        sex: Person stated gender code.
        ethnicity_self: Ethnic category chosen by the person; empty when nobody asked.
        ethnicity_officer: Ethnic category seen by an officer; empty when none was recorded.
    """

    birth: BirthFacts
    sex: str
    ethnicity_self: str
    ethnicity_officer: str


@dataclass(frozen=True, slots=True)
class MdsFacts:
    """What a minimum data set asks about a person beyond what the statutory return does.

    Attributes:
        nhs_number: Empty where none is held.
        nhs_number_status: Code of the list.
        police_reference: PNC reference, which is restricted; empty where none is held.
        postcode: Of the address now.
        no_fixed_abode: Whether that is recorded.
        interpreter: Whether an interpreter is recorded as needed.
    """

    nhs_number: str = ""
    nhs_number_status: str = ""
    police_reference: str = ""
    postcode: str = ""
    no_fixed_abode: bool = False
    interpreter: bool = False


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One person a look-up found.

    Attributes:
        id: The person.
        label: How they are named.
        born_words: Such as ``12 March 1985`` or ``about 40``.
        address_words: Town or whole address; empty when none is recorded.
        also: Other names recorded.
        matched: Why they are on the list, in words.
        strong: Whether what matches would hardly be so of two people.
    """

    id: UUID
    label: PersonLabel
    born_words: str
    address_words: str
    also: tuple[str, ...]
    matched: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a person has said about themselves for those who meet them.

    Attributes:
        text: In their own words.
        helps: What helps.
        worse: What makes it worse.
        shared_at: When they shared it.
    """

    text: str
    helps: str
    worse: str
    shared_at: datetime


@dataclass(frozen=True, slots=True)
class ReachFacts:
    """What rules compare to tell whether two people may know each other.

    Attributes:
        family_names: Every last name on record, past ones and aliases too.
        phone_digits: Every number on record, digits only.
    """

    family_names: frozenset[str]
    phone_digits: frozenset[str]
