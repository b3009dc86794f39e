"""An officer meets somebody, and nobody is held: from sign-in to a closed contact."""

from alongside.areas.crisis.models import Contact, Event
from tests.support.county import HELPS, WORDS, WORSE, County
from tests.support.somebody import Somebody


def test_a_contact_ends_with_a_follow_up_and_nobody_held(officer: Somebody, county: County) -> None:
    # Given an officer on duty with a phone
    officer.sign_in("ade.okafor")
    officer.at("The desk")
    officer.taps("New contact", "link")
    officer.at("Where are you?")

    # When they send the first page with nothing on it, they are told what is missing
    officer.taps("Open the contact")
    officer.refused("Tap the kind of place, or say where in a few words")

    # When they say where and who it is
    officer.answers("What kind of place is it?", "Bridge")
    officer.types("Where exactly?", "Mill Lane footbridge")
    officer.taps("Open the contact")
    officer.at("Who is this?")
    officer.types("Name, date of birth", county.canary.full)
    officer.taps("Find")
    officer.at("Who is this?")
    officer.taps(county.canary.full)

    # Then the person's own words come before anything else
    officer.at(f"In {county.canary.full}’s own words")
    officer.sees(WORDS, HELPS, WORSE)
    officer.taps("Continue", "link")

    # When they say what is happening, talk to the nurse and try something
    officer.at("What is happening?")
    officer.answers("Danger right now?", "No")
    officer.answers("Weapons?", "No")
    officer.types("What is happening?", "Sitting on the steps, tired and tearful.")
    officer.taps("Save and continue")
    officer.at("Talk to someone")
    officer.answers("Did you talk to a clinician?", "Yes")
    officer.answers("Who was it?", "Leila Farouk, nurse, control-room clinician")
    officer.types("What did they advise?", "Their own team can see them tonight.")
    officer.taps("Save and continue")
    officer.at("What else could work tonight?")
    officer.answers("What did you try?", "Their own mental-health team")
    officer.answers("What came of it?", "It worked")
    officer.taps("Save")
    officer.at("What else could work tonight?")
    officer.sees("Their own mental-health team · It worked")
    officer.taps("Go on", "link")

    # And decide, with what was decided asked for when it is left out
    officer.at("What did you decide?")
    officer.types("Why, in your own words?", "Calm now, wants to see the team they know.")
    officer.taps("Save and continue")
    officer.refused("Tap what was decided")
    officer.answers("What did you decide?", "Their own team is dealing with it")
    officer.taps("Save and continue")
    officer.at("Who follows up?")
    officer.answers("Who follows up?", "Me")
    officer.answers("By when?", "Within 3 days")
    officer.taps("Save and finish")

    # Then the contact holds it all, and can be closed
    officer.at(county.canary.full)
    officer.sees("Talked to a clinician", "Leila Farouk", "Tried something else", "Decision")
    contact = Contact.objects.get()
    assert contact.person_id == county.canary.id
    assert contact.closed_at is None
    officer.taps("Record it", "link", inside=".story-tasks")
    officer.at("Close the contact")
    officer.taps("Save")
    officer.refused("How did it end")
    officer.answers("How did it end?", "Their own team is dealing with it")
    officer.types("What was arranged", "Seen by the team at home the same evening.")
    officer.taps("Save")
    officer.at(county.canary.full)
    officer.sees("Closed", "Contact closed")
    contact.refresh_from_db()
    assert contact.closed_at is not None
    assert Event.objects.filter(kind="power_used").count() == 0
