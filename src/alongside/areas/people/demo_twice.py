"""Three people of the demo world who are on record twice; one was joined and has a history."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.people import actions
from alongside.areas.people.actions.duplicate_finding import find_duplicates
from alongside.areas.people.actions.merging import Agreed, merge_people
from alongside.areas.people.actions.pairing import ask_about_pair
from alongside.areas.people.rules.facts import NewAddress, NewName, NewNeed, NewPerson
from alongside.kernel.actor import Actor

SHAUN: Final = (
    NewPerson(
        given="Shaun",
        family="Whitlock",
        sex="1",
        born_on=date(1984, 3, 12),
        phone="07700 900381",
        address=NewAddress("14 Ropewalk, Skelby", "ZN6 4AB"),
        needs=(NewNeed("reading", "Say it, do not hand it over"),),
    ),
    NewPerson(
        given="Sean",
        family="Whitlock",
        sex="1",
        born_on=date(1984, 12, 3),
        phone="07700 900381",
        address=NewAddress("Flat 2, 7 Quay Street, Skelby", "ZN6 2AB"),
        needs=(NewNeed("reading", "Reads a little; large print helps"),),
    ),
)
AYESHA: Final = (
    NewPerson(
        given="Ayesha",
        family="Rehman",
        sex="2",
        born_on=date(1991, 7, 30),
        address=NewAddress("3 Chapel Row, Northmoor", "ZN1 3AB"),
        phone="01632 960417",
    ),
    NewPerson(
        given="Aisha",
        family="Rahman",
        sex="2",
        born_on=date(1991, 7, 30),
        address=NewAddress("3 Chapel Row, Northmoor", "ZN1 3AB"),
        preferred=NewName("Ash"),
    ),
)
DANIEL: Final = (
    NewPerson(
        given="Daniel",
        family="Ashworth",
        sex="1",
        born_on=date(1993, 11, 2),
        phone="07700 900544",
        address=NewAddress("21 Mill Lane, Skelby", "ZN6 1AB"),
    ),
    NewPerson(
        given="Dan",
        family="Ashworth",
        sex="1",
        age_low=30,
        age_high=35,
        phone="07700 900544",
    ),
)


def fill(officer: Actor, nurse: Actor, lead: Actor, *, now: datetime) -> None:
    """Record them, once by the police and once by health, and join one pair nine days ago."""
    pairs = [_twice(officer, nurse, both, now=now) for both in (SHAUN, AYESHA, DANIEL)]
    shaun, ayesha, daniel = pairs
    actions.record_words(
        nurse,
        shaun[1],
        text="Call me Sean. I will talk if we can stand outside.",
        helps="Fresh air, a cigarette",
        worse="Being asked the same thing twice",
        now=now - timedelta(days=12),
    )
    merge_people(
        lead,
        Agreed("The duty nurse rang him on the number both records have, and he gave both"),
        one=daniel[0],
        another=daniel[1],
        now=now - timedelta(days=9),
    )
    actions.add_address(
        officer, daniel[1], NewAddress("Room 5, Harbour House, Skelby"), now=now - timedelta(days=3)
    )
    find_duplicates(now - timedelta(days=2))
    ask_about_pair(
        lead,
        *ayesha,
        owner=nurse.user_id,
        words="You met her in spring. Is it the same Chapel Row?",
        now=now - timedelta(days=1),
    )


def _twice(
    officer: Actor, nurse: Actor, both: tuple[NewPerson, NewPerson], *, now: datetime
) -> tuple[UUID, UUID]:
    first, second = both
    return (
        actions.add_person(officer, first, now=now - timedelta(days=90)),
        actions.add_person(nurse, second, now=now - timedelta(days=14)),
    )
