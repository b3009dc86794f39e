"""What the law says of a child and of a police station is shown, and the truth is saved."""

from alongside.areas.crisis.models import Detention, Event
from tests.support.county import County
from tests.support.somebody import Somebody

NEVER = "A police station is never a place of safety for a child"


def test_a_child_taken_to_a_police_station_is_recorded_and_flagged(
    officer: Somebody, coordinator: Somebody, county: County
) -> None:
    # Given a child held under section 136
    contact = county.hold(county.child(), minutes_ago=40)
    story = f"/crisis/contacts/{contact}/"
    officer.sign_in("ade.okafor")
    officer.at("The desk")
    officer.goes_to(story, "Wilfred Ashdown")
    officer.sees("Under 18")

    # When the officer says they came to a police station
    officer.taps("Arrived at a place of safety", "link")
    officer.at("Arrived at a place of safety")
    officer.answers("Where?", "A police station")
    officer.page.get_by_label("Which police station").select_option(
        label="Moorchester police station"
    )
    officer.taps("Save")

    # Then it is saved, and what the law asks about a station is asked at once
    assert Event.objects.filter(kind="arrived", facts__place_type="police_station").count() == 1
    officer.at("A police station")
    officer.types("What is the behaviour?", "Running into the road.")
    officer.answers("Is that risk imminent?", "No")
    officer.taps("Save")

    # And the page says how the facts stand, to both services
    officer.at("Wilfred Ashdown")
    officer.sees(NEVER)
    assert Event.objects.filter(kind="station_decision").count() == 1
    assert Detention.objects.get().clock_starts_at is not None
    coordinator.sign_in("priya.nair")
    coordinator.at("The desk")
    coordinator.taps("W.A.", "link", inside="#board")
    coordinator.opens_beside("Wilfred Ashdown")
    coordinator.sees(NEVER)


def test_a_police_station_thought_of_for_an_adult_shows_each_condition(
    officer: Somebody, county: County
) -> None:
    # Given an adult held under section 136
    contact = county.hold(county.canary.id, minutes_ago=30)
    officer.sign_in("ade.okafor")
    officer.at("The desk")

    # When a police station is thought of, and nothing is answered
    officer.goes_to(f"/crisis/contacts/{contact}/station/", "A police station as the place")
    officer.taps("Save the answers")
    officer.refused("Answer at least one question, or skip this")

    # And then only some of it
    officer.types("What is the behaviour?", "Shouting, not hitting out.")
    officer.answers("Is the risk imminent?", "No")
    officer.taps("Save the answers")

    # Then each condition is answered, what is missing is named, and all of it is kept
    officer.at("A police station as the place")
    officer.sees("Not met", "imminent")
    saved = Event.objects.get(kind="station_decision")
    assert saved.facts["risk_imminent"] is False
    officer.taps("Go on", "link")
    officer.at("Who follows up?")
