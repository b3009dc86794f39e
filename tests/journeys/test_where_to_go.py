"""Where to go: what one hears when they ring is there for the next person, and can be undone."""

from tests.support.county import County
from tests.support.somebody import Somebody


def ask(somebody: Somebody, name: str) -> None:
    """Sign in and ask where to go from Moorchester."""
    somebody.sign_in(name)
    somebody.at("The desk")
    somebody.goes_to("/directory/find/", "Where to go")
    somebody.types("Where are you?", "Moorchester")
    somebody.taps("Show places")
    somebody.at("Where to go")


def card(somebody: Somebody, place: str) -> str:
    """What a place's card says."""
    return somebody.part(".dir-choice").filter(has_text=place).first.inner_text()


def test_a_place_that_is_full_is_full_for_everybody(
    officer: Somebody, coordinator: Somebody, county: County
) -> None:
    # Given an officer and a nurse who ask where to go, and a suite that says it is free
    officer.sign_in("ade.okafor")
    officer.at("The desk")
    officer.goes_to("/directory/find/", "Where to go")
    officer.types("Where are you?", "Atlantis")
    officer.taps("Show places")
    officer.refused("Atlantis")
    officer.types("Where are you?", "Moorchester")
    officer.taps("Show places")
    officer.at("Where to go")
    ask(coordinator, "nia.prosser")
    for somebody in (officer, coordinator):
        first = somebody.part(".dir-choice").first
        assert "Larch Suite" in first.inner_text()
        assert "free" in first.inner_text()

    # When the officer rings and hears that it is full
    officer.taps("I rang Larch Suite: full")
    officer.at("Where to go")
    officer.sees("Saved for everyone: Larch Suite, full")

    # Then the nurse sees it, by whom, and the suite is no longer first
    coordinator.page.reload()
    coordinator.at("Where to go")
    assert "Larch Suite" not in coordinator.part(".dir-choice").first.inner_text()
    assert "PC Ade Okafor" in card(coordinator, "Larch Suite")

    # And when the officer takes it back, the suite's own words stand again
    officer.taps("Undo")
    officer.at("Where to go")
    coordinator.page.reload()
    coordinator.at("Where to go")
    assert "Larch Suite" in coordinator.part(".dir-choice").first.inner_text()
    assert "PC Ade Okafor" not in card(coordinator, "Larch Suite")
