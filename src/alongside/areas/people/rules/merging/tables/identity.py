"""Who a person is, and what joining itself keeps."""

from typing import Final

from alongside.areas.people.rules.merging.shapes import Mark, OneOf, Table
from alongside.engines.sharing import Category

CURRENT: Final = {"current": (True,)}
GIVES_WAY: Final = {"current": False, "beside": True}
IDENTITY: Final = (
    Table(
        "people.PersonName.person",
        "Name",
        places=(
            OneOf(
                "name",
                "Name",
                CURRENT,
                GIVES_WAY,
                where={"kind": ("legal", "preferred")},
                by=("kind",),
                says=("given", "family"),
                displaced=True,
            ),
        ),
    ),
    Table(
        "people.PersonBirth.person",
        "Date of birth or age",
        places=(
            OneOf(
                "birth",
                "Born",
                CURRENT,
                GIVES_WAY,
                says=("born_on", "age_low", "age_high", "as_of"),
                displaced=True,
            ),
        ),
    ),
    Table("people.PersonIdentifier.person", "Number", same=("kind", "value", "issuer")),
    Table(
        "people.PersonAddress.person",
        "Address",
        places=(
            OneOf(
                "address",
                "Where they live now",
                CURRENT,
                GIVES_WAY,
                says=("text", "postcode", "no_fixed_abode"),
                displaced=True,
            ),
        ),
    ),
    Table("people.PersonPhone.person", "Phone number", same=("digits",)),
    Table(
        "people.CommunicationNeed.person",
        "Communication need",
        Category.MEDICAL_SAFETY,
        places=(
            OneOf(
                "need",
                "What they need",
                {"ended_at": (None,)},
                {"ended_at": Mark.NOW},
                by=("code",),
                says=("words",),
            ),
        ),
    ),
    Table(
        "people.PersonWords.person",
        "Their own words",
        Category.OWN_WORDS,
        places=(
            OneOf(
                "words",
                "Their own words",
                {"withdrawn_at": (None,)},
                {"withdrawn_at": Mark.NOW},
                says=("text", "helps", "worse"),
                newest="shared_at",
            ),
        ),
    ),
)
OF_JOINING: Final = (
    Table(
        "people.PastDetails.person",
        stays="it says what one row said before, and that row stays",
    ),
    Table("people.PersonCard.person", stays="worked out again for both records"),
    Table("people.Person.merged_into", stays="it is what joining writes"),
    Table("people.PersonMerge.kept", stays="it says which key stood then"),
    Table("people.PersonMerge.other", stays="it says which key was joined then"),
    Table("people.DuplicatePair.first", stays="it names the two keys that were compared"),
    Table("people.DuplicatePair.second", stays="it names the two keys that were compared"),
)
