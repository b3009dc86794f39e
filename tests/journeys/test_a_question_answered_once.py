"""A constable asks at night, a lead answers, and the next who asks finds it while typing."""

from collections.abc import Callable

from django.utils import timezone

from alongside.areas.liaison.actions.posts import PostEntry, hold_post, open_post
from alongside.areas.liaison.actions.questions import AboutPerson, NewQuestion, ask_question
from alongside.areas.liaison.actions.search_filing import Findable, file_entry
from alongside.areas.liaison.models import AnswerVersion
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.engines.sharing import Purpose
from alongside.kernel.actor import Role
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.somebody import Somebody

ASKED = "Which door of the suite is open at night?"


def test_a_question_is_answered_once_and_found_the_next_time(
    arrive: Callable[..., Somebody], county: County
) -> None:
    # Given a lead who holds the post that is asked, and a question about the canary
    now = timezone.now()
    lead = county.on_duty("tess_holloway", Role.LIAISON_LEAD)
    post = open_post(lead, lead.organisation_id, PostEntry("Liaison lead"), now=now)
    hold_post(lead, post, lead.user_id, from_at=now, now=now)
    about = AboutPerson(county.canary.id, Purpose.S136_TO_POLICE)
    asked = NewQuestion("May she keep her phone?", "She asks.", urgent=True, about=about)
    ask_question(county.actor("ade_okafor"), asked, now=now)

    # When a constable asks from a phone, and nothing answers it yet
    constable = arrive(PHONE)
    constable.sign_in("ade.okafor")
    constable.goes_to("/hub/", "The hub")
    constable.sees("May she keep her phone?", "About a person")
    constable.types("What do you need to know?", ASKED)
    constable.taps("Ask")
    constable.at("Ask the hub")
    constable.sees("Nothing was found that answers this")
    constable.taps("Send the question")
    constable.refused("Say what you need to know.")
    constable.types("What happened, and what do you need to know?", "All were locked.")
    constable.taps("Send the question")
    constable.at(ASKED)
    constable.sees("Your question is with the hub", "promised by")

    # Then the lead finds it in the inbox by keyboard, and answers it for others too
    answerer = arrive(DESKTOP)
    answerer.sign_in("tess.holloway")
    answerer.goes_to("/hub/questions/", "Questions")
    answerer.sees("2 questions waiting")
    answerer.page.keyboard.press("j")
    answerer.page.keyboard.press("j")
    answerer.page.keyboard.press("Enter")
    answerer.at(ASKED)
    answerer.types("Your answer", "The north door. Ring the bell twice.")
    answerer.page.get_by_label("Make this an answer others can find").check()
    answerer.taps("Answer")
    answerer.at(ASKED)
    answerer.sees("waits for a second person")
    assert AnswerVersion.objects.count() == 1

    # And the constable says that it helped
    constable.goes_to("/hub/", "The hub")
    constable.taps(ASKED, "link")
    constable.sees("The north door")
    constable.answers("Did this help?", "Yes")
    constable.taps("Send")
    constable.at(ASKED)
    constable.sees("The hub learns from this.")

    # And once it is published, the next who asks is offered it while typing, and needs nobody
    entry = AnswerVersion.objects.get()
    file_entry(Findable(SearchKind.ANSWER, entry.pk, ASKED, "The north door."), now=now)
    constable.goes_to("/hub/ask/", "Ask the hub")
    constable.page.get_by_label("Your question in one line").press_sequentially("door at night")
    constable.waits_for("This may answer it already")
    constable.taps("That answers it")
    constable.at("door at night")
    constable.sees("kept as answered by what you found")
