"""The person's pages: what each shows, what each tap does, and each error's words."""

import re

import pytest
from django.urls import reverse

from alongside.areas.people.queries.page import person_picture
from alongside.areas.plans.models import ContactPlan, CorrectionRequest, Door
from alongside.areas.plans.rules.portal_questions import QUESTIONS
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import organisations
from alongside.kernel.actor import Role
from tests.areas.plans.portal.conftest import BACKEND, carer_of
from tests.support.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(come_by, jamie):
    return come_by(jamie)


@pytest.fixture
def mine(me, browse):
    return browse(me.actor)


def page(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def go(client, name, *args):
    return page(client.get(reverse(f"plans:{name}", args=args)))


def send(client, to, *args, **fields):
    return client.post(reverse(f"plans:{to}", args=args), fields, follow=True)


def version_on(client, name) -> str:
    text = client.get(reverse("plans:me_question", args=[name])).content.decode()
    return text.split('name="version" value="', 1)[1].split('"', 1)[0]


def write(client, **said):
    send(client, "me_start")
    for name, words in said.items():
        send(client, "me_question", name, said=words, version=version_on(client, name))


def shared(client, **said):
    write(client, **said)
    text = client.get(reverse("plans:me_share")).content.decode()
    version = text.split('name="version" value="', 1)[1].split('"', 1)[0]
    answers = {f"service_{row.id}": "yes" for row in organisations()}
    return send(client, "me_share", **answers, months="6", version=version)


def test_every_page_is_kind_when_there_is_nothing_yet(mine):
    assert "Nothing written yet" in go(mine, "me")
    assert "You do not have to." in go(mine, "me_words")
    assert "Nobody, now." in go(mine, "me_sees")
    assert "Nobody has looked yet." in go(mine, "me_looks")
    assert "Nobody acts for you here." in go(mine, "me_carers")
    assert "Ring 999" in go(mine, "me_help")


@pytest.mark.parametrize("name", ["me_write", "me_share", "me_add_person", "me_print"])
def test_pages_that_need_words_lead_back_where_there_are_none(name, mine):
    assert mine.get(reverse(f"plans:{name}")).headers["Location"] == "/me/words/"


def test_one_question_leads_to_the_next_and_each_is_kept(mine):
    answer = send(mine, "me_start")
    assert answer.redirect_chain == [("/me/words/write/first_words/", 302)]
    assert "Question 1 of 4" in page(answer)
    answer = send(mine, "me_question", "first_words", said="I am scared", version="1")
    assert answer.redirect_chain[-1][0] == "/me/words/write/helps/"
    answer = send(mine, "me_question", "helps", said="Tea", version="2", stop="1")
    assert answer.redirect_chain[-1][0] == "/me/words/write/"
    assert "I am scared" in page(answer)
    assert "Some words are not finished" in go(mine, "me_words")


@pytest.mark.parametrize("name", list(QUESTIONS))
def test_every_question_has_a_screen(name, mine):
    send(mine, "me_start")
    assert QUESTIONS[name] in go(mine, "me_question", name)


def test_there_is_no_screen_for_what_the_team_writes(mine):
    send(mine, "me_start")
    assert mine.get(reverse("plans:me_question", args=["allergies"])).status_code == 404


def test_an_answer_that_is_too_long_or_old_is_said_and_kept(mine):
    send(mine, "me_start")
    answer = send(mine, "me_question", "helps", said="x" * 1001, version="1")
    assert answer.status_code == 422
    assert "That is too long" in page(answer)
    send(mine, "me_question", "helps", said="one", version="1")
    answer = send(mine, "me_question", "helps", said="two", version="1")
    assert answer.status_code == 422
    assert "two" in answer.content.decode()


def test_people_to_ring_are_added_and_taken_off(mine):
    send(mine, "me_start")
    answer = send(mine, "me_add_person", name="Wren", phone="", permission="tell")
    assert "Write their number." in page(answer)
    answer = send(mine, "me_add_person", name="Wren", phone="07700 900145", permission="tell")
    assert "Wren" in page(answer)
    answer = send(mine, "me_drop_person", place="1")
    assert "Wren" not in page(answer)


def test_words_are_shared_with_those_said_yes_to(mine):
    answer = shared(mine, first_words="I am scared", helps="Weak tea")
    assert answer.redirect_chain[-1][0] == "/me/words/"
    text = page(answer)
    assert "I am scared" in text
    assert "Written by you." in text
    assert "Take my words back" in text
    assert "Shared with 3 services" in go(mine, "me")


def test_sharing_asks_for_every_answer(mine):
    write(mine, helps="Tea")
    answer = send(mine, "me_share", version="2")
    assert answer.status_code == 422
    assert "Say yes or no: Northmoor Police" in page(answer)


def test_words_that_would_withhold_help_are_asked_to_be_said_another_way(mine):
    answer = shared(mine, helps="Tea", worse="Do not convey her to hospital")
    assert answer.redirect_chain[-1][0] == "/me/words/write/"
    assert "needs other words before it can be shared" in page(answer)
    assert not ContactPlan.objects.filter(state="shared").exists()


def test_two_taps_take_the_words_back_and_one_puts_them_back(mine):
    shared(mine, helps="Weak tea")
    assert "Yes, take them back" in go(mine, "me_take_words_back")
    text = page(send(mine, "me_take_words_back"))
    assert "The words are taken back" in text
    assert "Weak tea" not in text
    assert "Weak tea" in page(send(mine, "me_put_back"))


def test_a_draft_is_put_away(mine):
    write(mine, helps="Tea")
    assert "not finished" not in page(send(mine, "me_put_away"))


def test_yes_and_no_change_with_one_tap(mine, world):
    shared(mine, helps="Tea")
    text = page(send(mine, "me_let_see", world.police, answer="no"))
    assert "No. They cannot, unless somebody’s life is in danger." in text
    assert "No." not in page(send(mine, "me_let_see", world.police, answer="yes"))


def test_paper_and_card_are_made(mine):
    shared(mine, helps="Weak tea", preferred_name="Jam")
    text = go(mine, "me_print")
    assert "Please read this. I am Jam." in text
    assert "Get the card as a file" in text
    card = mine.get(reverse("plans:me_card"))
    assert card.content.startswith(b"%PDF")
    assert "Jam" not in card["Content-Disposition"]


def test_who_looked_is_new_once(me, mine, world):
    officer = world[Role.RESPONSE_OFFICER]
    look = {"purpose": Purpose.S136_TO_POLICE, "reason": "", "now": NOW}
    person_picture(officer, me.person_id, **look)
    assert "Somebody looked since you were last here." in go(mine, "me")
    text = go(mine, "me_looks")
    assert "A police officer from Northmoor Police looked today at 15:00" in text
    assert officer.name not in text
    assert "since you were last here" not in page(send(mine, "me_looks_read"))


def test_easy_read_says_the_same_in_fewer_words_and_is_kept_on_the_device(me, mine, world):
    officer = world[Role.RESPONSE_OFFICER]
    person_picture(officer, me.person_id, purpose=Purpose.S136_TO_POLICE, reason="", now=NOW)
    assert "me--easy" not in mine.get("/me/looks/").content.decode()
    send(mine, "me_settings", easy="on")
    send(mine, "me_settings", size="3")
    text = mine.get("/me/looks/").content.decode()
    assert "me--easy" in text
    assert "me--size-3" in text
    assert "Today at 15:00" in text
    send(mine, "me_settings", easy="off", size="9")
    text = mine.get("/me/looks/").content.decode()
    assert "me--easy" not in text
    assert "me--size-3" in text


def test_what_they_like_to_be_called_says_hello(mine):
    send(mine, "me_called", called="Jaybird")
    assert "Hello, Jaybird" in go(mine, "me")
    assert Door.objects.get().called == "Jaybird"


def test_asking_for_something_to_be_put_right(mine):
    answer = send(mine, "me_ask")
    assert answer.status_code == 422
    for words in ("Choose what it is about", "Write what is wrong"):
        assert words in page(answer)
    text = page(send(mine, "me_ask", about="about_me", words="Wrong phone number"))
    assert "Wrong phone number" in text
    assert "Waiting. You will have an answer by Fri 10 July 2026." in text
    assert CorrectionRequest.objects.count() == 1


def test_a_carers_permission_is_shown_and_taken_back_in_two_taps(me, mine, come_by):
    carer = come_by(me.person_id, carer_of())
    text = go(mine, "me_carers")
    assert "Mo Marsh, sister" in text
    assert "Read the words" in text
    assert "Take this back from Mo Marsh?" in go(mine, "me_take_back", carer.sheet.door_id)
    assert "you took it back" in page(send(mine, "me_take_back", carer.sheet.door_id))
    gone = mine.get(reverse("plans:me_take_back", args=[carer.sheet.door_id]))
    assert gone.status_code == 403


def test_a_door_whose_last_day_is_over_is_refused_in_plain_words(me, come_by, browse, time_machine):
    carer = come_by(me.person_id, carer_of(ends_on=NOW.date().replace(day=11)))
    client = browse(carer.actor)
    time_machine.move_to(NOW.replace(day=12), tick=False)
    client.force_login(User.objects.get(pk=carer.actor.user_id), backend=BACKEND)
    session = client.session
    session[SEEN_AT] = NOW.replace(day=12).timestamp()
    session.save()
    answer = client.get("/me/words/")
    assert answer.status_code == 403
    assert "This way in is closed." in page(answer)
