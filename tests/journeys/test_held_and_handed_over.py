"""Section 136 from the street to its end, by four people on four devices."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from alongside.areas.crisis.models import Detention, Event
from tests.support.browser import DESKTOP
from tests.support.county import WORDS, County
from tests.support.somebody import Somebody

SIDES = ".story-sides"
EXTENDED = re.compile(r"35 h \d+ min left, ends")


def test_people_held_are_seen_through_by_police_and_health_on_one_story(
    officer: Somebody,
    coordinator: Somebody,
    arrive: Callable[..., Somebody],
    county: County,
) -> None:
    name, initials = county.canary.full, "Z.Q."

    # Given a place of safety's coordinator watching the desk
    coordinator.watches()
    coordinator.sign_in("priya.nair")
    coordinator.at("The desk")
    coordinator.sees("Nobody is waiting for someone")

    # When an officer meets somebody by the railings, talks to the nurse, and uses section 136
    meet(officer, name)
    consult(officer)
    use_section_136(officer)
    officer.at(name)

    # Then it arrives on the desk by itself, and opens beside it
    coordinator.waits_for(initials, inside="#board")
    coordinator.sees("The time allowed has not started")
    coordinator.taps(initials, "link", inside="#board")
    coordinator.opens_beside(name)
    coordinator.sees("Power used", WORDS)

    # When the officer sets off and arrives, each step arrives in the story at the desk
    record(officer, "Left for a place of safety")
    officer.answers("Where to?", "Larch Suite")
    officer.answers("How did they travel?", "Ambulance")
    save(officer, name)
    coordinator.waits_for("Left for a place of safety", inside="#panel .as-timeline")
    record(officer, "Arrived at a place of safety")
    save(officer, name)
    coordinator.waits_for("Arrived at a place of safety", inside="#panel .as-timeline")
    for somebody in (officer, coordinator):
        somebody.sees("left, ends", "plenty of time")

    # When both sign the handover, both names stand on it and both see it
    officer.watches()
    officer.taps("Offer the handover", "link", inside=SIDES)
    officer.at("Offer the handover")
    officer.types("What the place of safety needs to know", "Cold and wet. No injuries.")
    save(officer, name)
    coordinator.waits_for("Cold and wet. No injuries.", inside="#panel")
    coordinator.taps("Accept the handover", "link", inside="#panel")
    coordinator.opens_beside("Accept the handover")
    coordinator.taps("Save", inside="#panel")
    coordinator.opens_beside(name)
    officer.waits_for("Priya Nair, nurse", inside=SIDES)
    for somebody in (officer, coordinator):
        for signed in ("PC Ade Okafor", "Priya Nair, nurse"):
            assert signed in somebody.part(SIDES).inner_text()
    story = officer.path

    # When a doctor gives an extension, the clock says so to everybody
    doctor = at_the_story(arrive, "ruth.adeyemi", story, name)
    record(doctor, "Doctor's examination started")
    save(doctor, name)
    record(doctor, "Extension")
    doctor.types("How many hours more?", "twelve")
    doctor.taps("Save")
    doctor.refused("Write a whole number, such as 12.")
    doctor.types("How many hours more?", "12")
    doctor.answers("Who gave it?", "Doctor responsible for the examination")
    doctor.answers("Why?", "Too unwell to be assessed")
    save(doctor, name)
    doctor.sees(EXTENDED)
    coordinator.waits_for(EXTENDED, inside="#panel")

    # When an AMHP records the end, it moves to what closed this shift by itself
    amhp = at_the_story(arrive, "wanda.peel", story, name)
    record(amhp, "AMHP's interview started")
    save(amhp, name)
    record(amhp, "End of being held")
    amhp.taps("Save")
    amhp.refused("How did it end")
    amhp.answers("How did it end?", "Admitted under section 2")
    save(amhp, name)
    amhp.sees("No longer held")
    coordinator.waits_for("No longer held", inside="#panel")
    closed = coordinator.part(".desk-lane--closed")
    expect(closed).to_contain_text(initials)
    assert Detention.objects.get().ended_at is not None
    names = Event.objects.values_list("recorded_by__display_name", flat=True).distinct()
    assert len(names) == 4


def at_the_story(
    arrive: Callable[..., Somebody], sign_in_name: str, story: str, name: str
) -> Somebody:
    """Somebody else at a desk opens the same story."""
    somebody = arrive(DESKTOP)
    somebody.sign_in(sign_in_name)
    somebody.at("The desk")
    somebody.goes_to(story, name)
    return somebody


def meet(officer: Somebody, name: str) -> None:
    """Open a contact half an hour ago, with somebody found by name."""
    officer.sign_in("ade.okafor")
    officer.at("The desk")
    officer.taps("New contact", "link")
    officer.at("Where are you?")
    officer.answers("What kind of place is it?", "Bridge")
    officer.types("Where exactly?", "Weir railings")
    officer.unfolds("Change, or add more")
    officer.sets_time("When did you meet?", minutes_ago=30)
    officer.taps("Open the contact")
    officer.at("Who is this?")
    officer.types("Name, date of birth", name)
    officer.taps("Find")
    officer.taps(name)
    officer.at("own words")
    officer.taps("Continue", "link")
    officer.at("What is happening?")
    officer.answers("Danger right now?", "Yes")
    officer.taps("Save and continue")


def consult(officer: Somebody) -> None:
    """Record the nurse's advice of half an hour ago."""
    officer.at("Talk to someone")
    officer.answers("Did you talk to a clinician?", "Yes")
    officer.answers("Who was it?", "Leila Farouk, nurse, control-room clinician")
    officer.types("What did they advise?", "Known to the team. Not safe to leave.")
    officer.unfolds("By phone, just now")
    officer.sets_time("Started", minutes_ago=25)
    officer.taps("Save and continue")
    officer.at("What else could work tonight?")
    officer.taps("Skip for now", "link")


def use_section_136(officer: Somebody) -> None:
    """Record the decision and the power, ten minutes ago."""
    officer.at("What did you decide?")
    officer.answers("What did you decide?", "Held under section 136")
    for question in ("mental health condition?", "care or control?", "protect others?"):
        officer.answers(question, "Yes")
    officer.answers("Taken or kept?", "Taken to a place of safety")
    officer.unfolds("The power was used just now")
    officer.sets_time("When was the power used?", minutes_ago=15)
    officer.types("Why, in your own words?", "Climbing the railings, would not come back.")
    officer.taps("Save and continue")
    officer.at("Who follows up?")
    officer.unfolds("All steps")
    officer.taps("See the whole contact", "link")


def record(somebody: Somebody, step: str) -> None:
    """Open a step from the story."""
    somebody.taps(step, "link")
    somebody.at(step)


def save(somebody: Somebody, name: str) -> None:
    """Save a step and come back to the story."""
    somebody.taps("Save")
    somebody.at(name)
