"""A session is planned, fills, is signed in to by phone, and a trainer takes their name back."""

from datetime import timedelta

from django.utils import timezone

from alongside.areas.liaison.actions import training_places, training_sessions, training_trainers
from alongside.areas.liaison.actions.training_courses import add_course
from alongside.areas.liaison.actions.training_sessions import NewSession
from alongside.areas.liaison.models import TrainingSession
from alongside.areas.liaison.rules.training_courses import CourseWords
from alongside.areas.liaison.rules.training_trainers import Naming, TrainerFacts
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date
from tests.support.county import County
from tests.support.somebody import Somebody

HOUR = timedelta(hours=1)


def _planned(county: County) -> str:
    """A course with one place in its next session, which a nurse has; Wren Ashby teaches."""
    lead, now = county.actor("tess_holloway"), timezone.now()
    words = CourseWords(
        "Voices, sirens and me",
        "What helped.",
        (Role.RESPONSE_OFFICER,),
        24,
        60,
        "Wren and a nurse",
    )
    course = add_course(lead, words, now=now)
    new = NewSession(now + 26 * HOUR, now + 27 * HOUR, "Beacon House", places=1)
    session = training_sessions.plan_session(lead, course, new, now=now)
    agreed = TrainerFacts(
        name="Wren Ashby",
        used_services=True,
        on_session=Naming.NAMED,
        on_screen=Naming.NAMED,
        agreed_on=local_date(now),
    )
    training_trainers.add_trainer(lead, session, agreed, now=now)
    training_places.ask_for_place(county.actor("nia_prosser"), session, now=now)
    return str(session)


def test_a_session_from_the_queue_to_what_they_thought(
    officer: Somebody, coordinator: Somebody, county: County
) -> None:
    # Given a full session, and an officer who joins its queue on a phone
    county.on_duty("tess_holloway", Role.LIAISON_LEAD)
    session = _planned(county)
    here = f"/hub/training/sessions/{session}/"
    officer.sign_in("ade.okafor")
    officer.goes_to("/hub/training/", "Training")
    officer.taps("Voices, sirens and me", "link", inside="[aria-labelledby=ahead]")
    officer.at("Voices, sirens and me")
    officer.sees("Wren Ashby")
    officer.taps("Join the queue")
    officer.at("Voices, sirens and me")
    officer.sees("You are in the queue.")

    # When the nurse gives up the place, the officer is told and takes it
    nurse = county.actor("nia_prosser")
    training_places.give_up_place(nurse, TrainingSession.objects.get().id, now=timezone.now())
    work_once(timezone.now(), most=500)
    officer.goes_to("/messages/", "Your messages")
    officer.sees("A place in Voices, sirens and me: take it by")
    officer.goes_to(here, "Voices, sirens and me")
    officer.taps("Take the place")
    officer.at("Voices, sirens and me")
    officer.sees("The place is yours.")

    # And on the day the code on the lead's screen signs the officer in, once they say so
    now = timezone.now()
    TrainingSession.objects.update(starts_at=now - HOUR / 4, ends_at=now + HOUR)
    coordinator.sign_in("tess.holloway")
    coordinator.goes_to(f"{here}screen/", "Voices, sirens and me")
    coordinator.sees("With Wren Ashby")
    code = coordinator.part(".tr-screen__code").inner_text()
    officer.goes_to("/hub/training/sign-in/", "Sign in to a session")
    officer.types("What is the code on the screen?", "AAAAAA")
    officer.taps("Find it")
    officer.refused("No session shows that code now.")
    officer.types("What is the code on the screen?", code)
    officer.taps("Find it")
    officer.at("Are you at this session?")
    officer.taps("Yes, I am here")
    officer.at("Voices, sirens and me")
    officer.sees("You are signed in. Thank you for coming.")

    # When the trainer takes their name back, it is gone from the page at once
    coordinator.goes_to(f"{here}trainers/", "Who teaches")
    coordinator.taps("They took their name back")
    coordinator.at("Who teaches")
    coordinator.sees("Taken back. No page names them now.")
    officer.page.reload()
    officer.at("Voices, sirens and me")
    officer.sees_nowhere("Wren Ashby")

    # Then once it is over the officer says what they thought, and is in date
    TrainingSession.objects.update(ends_at=timezone.now())
    officer.goes_to("/hub/training/mine/", "My training")
    officer.sees("You are in date")
    officer.taps("Say what you thought", "link")
    officer.at("What did you think?")
    officer.taps("Send")
    officer.refused("Answer one of the three, at least.")
    officer.answers("Was it worth your time?", "Yes")
    officer.taps("Send")
    officer.at("My training")
    officer.sees("What you said is kept apart from who you are.")
