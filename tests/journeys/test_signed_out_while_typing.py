"""A session ends while somebody types. Their words are kept, sent once, and stay theirs."""

from django.contrib.sessions.models import Session

from alongside.areas.crisis.models import Event
from tests.support.county import County
from tests.support.somebody import Somebody

TYPED = "She says the river is loud tonight and asks for her sister."


def type_and_lose_the_session(officer: Somebody, county: County) -> None:
    """Type on the page about what is happening, and send it after the session has ended."""
    contact = county.meet(county.canary.id, minutes_ago=10)
    officer.sign_in("ade.okafor")
    officer.at("The desk")
    officer.goes_to(f"/crisis/contacts/{contact}/happening/", "What is happening?")
    officer.answers("Danger right now?", "No")
    officer.types("What is happening?", TYPED)
    Session.objects.all().delete()
    officer.taps("Save and continue")
    officer.at("Sign in")
    assert officer.status == 401
    officer.sees("What you typed is safe", TYPED)
    assert not Event.objects.filter(kind="happening").exists()


def test_what_was_typed_is_kept_and_sent_once(officer: Somebody, county: County) -> None:
    # Given an officer whose session ended while they typed
    type_and_lose_the_session(officer, county)

    # When they first get their password wrong
    officer.say_who("ade.okafor", "not this one")
    officer.refused("The sign-in name or the password is not right")
    officer.sees("What you typed is safe")

    # And then sign in again
    officer.say_who("ade.okafor")
    officer.at("Carry on where you were")
    officer.sees(TYPED)
    with officer.page.expect_request(lambda request: request.method == "POST") as sending:
        officer.taps("Send what I typed")
    sent = sending.value

    # Then it is recorded, and sending it again, as a device on a bad line may, adds nothing
    officer.at("Talk to someone")
    officer.sees("Saved: What is happening")
    again = officer.page.context.request.post(
        sent.url,
        data=sent.post_data_buffer,
        headers={"Content-Type": sent.headers["content-type"], "Referer": sent.url},
    )
    assert again.ok
    assert [event.facts["words"] for event in Event.objects.filter(kind="happening")] == [TYPED]


def test_somebody_else_signing_in_does_not_get_the_words(officer: Somebody, county: County) -> None:
    # Given an officer whose session ended while they typed, on a shared device
    type_and_lose_the_session(officer, county)

    # When somebody else signs in on it
    officer.say_who("beth.lindqvist")

    # Then the words are neither shown nor sent in their name
    officer.at("That was typed by somebody else")
    assert officer.status == 403
    officer.sees_nowhere(TYPED)
    assert TYPED not in officer.page.content()
    assert not Event.objects.filter(kind="happening").exists()
    officer.taps("Go to the desk", "link")
    officer.at("The desk")
