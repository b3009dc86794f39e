"""What is told to us about a person, before it is recorded."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class NewName:
    """One name as somebody gives it.

    Attributes:
        given: First and middle names; may be empty when only the family name is known.
        family: Family name; may be empty when only a first name is known.
    """

    given: str = ""
    family: str = ""

    @property
    def full(self) -> str:
        """The name as it is said."""
        return f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class NewAddress:
    """An address in words.

    Attributes:
        text: House, street and town.
        postcode: As typed; canonical once recorded.
        no_fixed_abode: Whether the person says they have nowhere fixed to live.
    """

    text: str = ""
    postcode: str = ""
    no_fixed_abode: bool = False


@dataclass(frozen=True, slots=True)
class NewNeed:
    """A communication need.

    Attributes:
        code: One of ``NEEDS``.
        words: What helps, such as the language spoken.
    """

    code: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be recorded, as far as they are known.

    Attributes:
        given: First and middle names.
        family: Family name.
        preferred: What they like to be called, when that is something else.
        sex: Person stated gender code 1, 2, 9 or X (DOMAIN 4.1).
        born_on: Date of birth, when known.
        age_low: Youngest they may be in years, when it is not.
        age_high: Oldest they may be in years.
        ethnicity_self: Ethnic category they chose (DOMAIN 4.2); empty when nobody asked.
        ethnicity_officer: Ethnic category an officer saw; empty when none was recorded.
        nhs_number: As typed; spaces and hyphens do not matter.
        phone: As given.
        address: Where they live, when known.
        aliases: Other names they use.
        needs: Communication needs.
    """

    given: str = ""
    family: str = ""
    preferred: NewName | None = None
    sex: str = "X"
    born_on: date | None = None
    age_low: int | None = None
    age_high: int | None = None
    ethnicity_self: str = ""
    ethnicity_officer: str = ""
    nhs_number: str = ""
    phone: str = ""
    address: NewAddress | None = None
    aliases: tuple[NewName, ...] = ()
    needs: tuple[NewNeed, ...] = ()

    @property
    def name(self) -> NewName:
        """The main name."""
        return NewName(self.given, self.family)


@dataclass(frozen=True, slots=True)
class PersonChanges:
    """The core details of a person as somebody wants them to read.

    All fields are sent together, as the edit page shows them together.

    Attributes:
        given: First and middle names.
        family: Family name.
        sex: Person stated gender code.
        born_on: Date of birth, when known.
        age_low: Youngest they may be, when it is not.
        age_high: Oldest they may be.
        ethnicity_self: Ethnic category they chose.
        ethnicity_officer: Ethnic category an officer saw.
        description: How an unknown person looks.
    """

    given: str = ""
    family: str = ""
    sex: str = "X"
    born_on: date | None = None
    age_low: int | None = None
    age_high: int | None = None
    ethnicity_self: str = ""
    ethnicity_officer: str = ""
    description: str = ""
