"""Two people change the same thing: both see both versions, and neither is lost."""

from alongside.areas.crisis.models import Contact, Event
from alongside.areas.people.models import Person, PersonBirth
from alongside.foundation.audit.models import AuditEntry
from tests.support.county import County
from tests.support.somebody import Somebody


def test_two_change_one_person(officer: Somebody, coordinator: Somebody, county: County) -> None:
    # Given a nurse and an officer who have the same form open
    address = f"/people/{county.canary.id}/change/"
    officer.sign_in("ade.okafor")
    officer.at("The desk")
    coordinator.sign_in("leila.farouk")
    coordinator.at("The desk")
    officer.goes_to(address, "Change details")
    coordinator.goes_to(address, "Change details")

    # When the nurse saves first
    coordinator.answers("Sex", "Indeterminate")
    coordinator.taps("Save")
    coordinator.at(county.canary.full)

    # Then the officer is shown both versions, and keeps what they typed
    officer.page.get_by_role("group", name="Date of birth").get_by_label("Day").fill("9")
    officer.taps("Save")
    officer.at("Change details")
    assert officer.status == 409
    officer.sees("What it says now", "What you typed", "Indeterminate", "9 March 1988")

    # And the officer can save knowing both
    officer.answers("Sex", "Indeterminate")
    officer.taps("Save")
    officer.at(county.canary.full)
    assert Person.objects.get(pk=county.canary.id).sex == "9"
    born = PersonBirth.objects.filter(person_id=county.canary.id).order_by("born_on")
    assert [row.born_on.day for row in born] == [7, 9]
    assert AuditEntry.objects.filter(action="people.change_person").count() == 2


def test_two_say_where_a_contact_is(
    officer: Somebody, coordinator: Somebody, county: County
) -> None:
    # Given an officer and a nurse who have the same page open
    contact = county.meet(county.canary.id, minutes_ago=20)
    address = f"/crisis/contacts/{contact}/where/"
    officer.sign_in("ade.okafor")
    officer.at("The desk")
    coordinator.sign_in("leila.farouk")
    coordinator.at("The desk")
    officer.goes_to(address, "Where")
    coordinator.goes_to(address, "Where")

    # When the nurse saves first
    coordinator.types("Where exactly?", "Weir railings, north end")
    coordinator.taps("Save")
    coordinator.at("Where")
    coordinator.sees("north end")

    # Then the officer sees both, and what they save stands over the other, which is kept
    officer.types("Where exactly?", "Weir railings, by the lamp")
    officer.taps("Save")
    officer.at("Somebody else changed this")
    assert officer.status == 409
    officer.sees("Weir railings, north end", "Weir railings, by the lamp")
    officer.taps("Save this version")
    officer.at("Where")
    assert Contact.objects.get().place_words == "Weir railings, by the lamp"
    said = [event.facts["place_words"] for event in Event.objects.filter(kind="opened")]
    assert "Weir railings, north end" in said
