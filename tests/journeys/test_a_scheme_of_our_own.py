"""A coordinator makes a scheme from an example and fills a cohort, told what it lacks."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from alongside.areas.placements.models import Learner, PlacementScheme
from alongside.engines.scheduling.scheme import monday_of
from alongside.kernel.local_time import local_date
from tests.support.browser import DESKTOP
from tests.support.somebody import Somebody

NAMES = "PC Ann Ash, constable\nPC Ben Birch\nPC Cat Cole"


def test_a_coordinator_makes_a_scheme_their_own(arrive: Callable[..., Somebody]) -> None:
    # Given a coordinator with no scheme yet, at work in the dark
    marta = arrive(DESKTOP, color_scheme="dark")
    marta.sign_in("marta.quill")
    marta.at("Placements")
    marta.sees("No scheme yet")

    # When they start from an example
    marta.taps("Make a scheme", "link")
    marta.at("Make a scheme")
    marta.answers("Start from", "A file of your own")
    marta.taps("Make it")
    marta.refused("Choose the file.")
    marta.answers("Start from", "Sheffield: a week in the community and a week on a ward")
    marta.types("Name of the scheme", "Northmoor placements")
    marta.page.get_by_label("Whom do you run it with?").select_option(label="Northmoor Police")
    marta.taps("Make it")

    # Then it stands with its services, and says that nobody is in it
    marta.at("Northmoor placements")
    marta.sees("Community: 12 seats in 6 services", "No cohort yet")

    # And a cohort whose days are too short is said to be, and made longer
    marta.taps("Add a cohort", "link")
    marta.at("Add a cohort")
    marta.types("Name of the cohort", "Spring")
    monday = monday_of(local_date(timezone.now())) + timedelta(weeks=2)
    _day(marta, "first_on", monday)
    _day(marta, "last_on", monday + timedelta(days=4))
    marta.taps("Save")
    marta.at("Spring")
    marta.sees("Nobody is in it yet.")
    marta.taps("Add many at once", "link")
    marta.at("Add officers to Spring")
    marta.types("Names, a line for each", f"{NAMES}\nPC Ann Ash")
    marta.taps("Add them")
    marta.refused("“PC Ann Ash” is there twice.")
    marta.types("Names, a line for each", NAMES)
    marta.taps("Add them")
    marta.at("Spring")
    marta.sees("The days of Spring leave no room for the pattern community and ward.")
    marta.taps("Change this cohort", "link")
    marta.at("Change Spring")
    _day(marta, "last_on", monday + timedelta(days=11))
    marta.taps("Save")
    marta.at("Spring")
    assert "leave no room" not in marta.page.content()

    # And one of them is kept from a ward without the reason being written
    marta.taps("PC Ben Birch", "link")
    marta.at("PC Ben Birch")
    marta.taps("Change what is said", "link")
    marta.at("Change PC Ben Birch")
    marta.types("Marks", "arrested his brother")
    marta.taps("Save")
    marta.refused("is not a mark")
    marta.types("Marks", "K7")
    marta.taps("Save")
    marta.at("PC Ben Birch")
    ben = Learner.objects.get(name="PC Ben Birch")
    assert (ben.conflicts, ben.scheme) == (["K7"], PlacementScheme.objects.get())


def _day(somebody: Somebody, name: str, day: date) -> None:
    for part in ("day", "month", "year"):
        somebody.page.fill(f"#id_{name}_{part}", str(getattr(day, part)))
