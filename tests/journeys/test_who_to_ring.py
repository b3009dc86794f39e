"""Who to ring: at two in the morning the first number is shut, and the chain leads on."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.support.county import County
from tests.support.somebody import Somebody


def two_in_the_morning(somebody: Somebody) -> None:
    """Ask about two in the morning after tomorrow, when nobody's duty of today still runs."""
    day = timezone.localtime(timezone.now()).date() + timedelta(days=2)
    somebody.unfolds("Another time than now")
    for box, words in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        somebody.types(box, str(words))
    somebody.types("Time (24 hour)", "02:00")


def test_a_constable_finds_who_answers_when_the_first_is_shut(
    officer: Somebody, county: County
) -> None:
    # Given a constable on a phone, who comes from Where to go
    officer.sign_in("ade.okafor")
    officer.at("The desk")
    officer.goes_to("/directory/find/", "Where to go")
    officer.page.get_by_role("link", name="Who do I ring now?").click()
    officer.at("Who do I ring now?")

    # When they type what they need in their own words, for the small hours
    officer.types("What do you need?", "amhp")
    two_in_the_morning(officer)
    officer.taps("Find the number")

    # Then one number stands large, which is answered then, and says for whom it stands in
    officer.at("An assessment by an AMHP")
    number = officer.part(".dir-call__number")
    expect(number).to_contain_text("01632 960305")
    assert number.get_attribute("href") == "tel:01632960305"
    assert (number.bounding_box() or {})["height"] >= 44
    officer.sees("While AMHP service is shut")
    assert "01632 960304" not in officer.page.content()

    # And the chain leads on to somebody who answers day and night
    steps = officer.part(".dir-call__step")
    expect(steps.last).to_contain_text("NHS 111")
    expect(steps.first).to_contain_text("Duty AMHP")
