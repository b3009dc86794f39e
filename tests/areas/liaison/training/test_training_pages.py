"""Pages of training: who may open which, what each says, and what each error says."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from alongside.areas.liaison.actions import training_attendance, training_trainers
from alongside.areas.liaison.models import TrainingCourse, TrainingPlace, TrainingSession
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_sessions import code_at
from alongside.areas.liaison.rules.training_trainers import Naming, TrainerFacts
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import OWN_DOOR, Role
from tests.support.teaching import Teaching, session_of
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
WEN = TrainerFacts(name="Wen Ito", used_services=True, on_session=Naming.UNNAMED)


def at(name: str, *ids: UUID) -> str:
    return reverse(f"liaison:training{name and '_'}{name}", args=ids)


def words(client: Client, url: str, sent: dict[str, object] | None = None) -> str:
    answer = client.get(url) if sent is None else client.post(url, sent, follow=True)
    return answer.content.decode()


def pages(there: Teaching, trainer: UUID) -> dict[str, list[str]]:
    """Every page that opens by its address, by the permission it needs."""
    course, on, ahead = there.course.id, there.now_on.id, there.ahead.id
    keeping = ("change", "cancel", "held", "came", "list", "screen")
    return {
        "training.see": [
            at(""), at("mine"), at("sign_in"), at("course", course), at("session", ahead),
            at("calendar", ahead),
        ],
        "training.keep": [at("add")],
        "training.in_date": [at("in_date")],
        "training.trainers": [
            *(at(name, on) for name in keeping),
            *(at(name, course) for name in ("course_change", "course_retire", "plan")),
            at("trainers", on), at("trainer_add", on), at("trainer", trainer),
        ],
    }  # fmt: skip


def test_each_page_opens_for_whom_the_table_says(there, browse):
    trainer = training_trainers.add_trainer(there.lead, there.now_on.id, WEN, now=NOW)
    for role in set(Role) - OWN_DOOR:
        client = browse(there[role])
        for permission, urls in pages(there, trainer).items():
            may = role in PERMISSIONS[permission]
            for url in urls if may else urls[:1]:
                assert client.get(url).status_code == (200 if may else 403), (role, url)


def test_a_course_is_added_planned_booked_and_given_up_on_its_pages(there, browse):
    client = browse(there.lead)
    wrong = client.post(at("add"), {"title": "", "minutes": "x"})
    assert wrong.status_code == 422
    for said in ("Enter title", "Answer: What is it for?", "Write a whole number of minutes"):
        assert said in wrong.content.decode()
    sent = {
        "title": "Have a Word", "what_for": "Two minutes.", "roles": ["doctor"], "minutes": "90",
        "lasts_months": "36", "led_by": "Recovery workers", "materials": "## Card\n\n- One",
    }  # fmt: skip
    text = words(client, at("add"), sent)
    assert "Added to the catalogue." in text
    assert "For 3 years" in text
    assert "<h2" in text
    made = TrainingCourse.objects.get(title="Have a Word")
    times = {
        "starts_at_day": "12", "starts_at_month": "6", "starts_at_year": "2026",
        "starts_at_time": "09:30", "ends_at_day": "12", "ends_at_month": "6",
        "ends_at_year": "2026", "ends_at_time": "08:00", "where": "Room 1", "places": "1",
    }  # fmt: skip
    back = client.post(at("plan", made.id), times)
    assert back.status_code == 422
    assert "It ends before it starts." in back.content.decode()
    assert "Planned." in words(client, at("plan", made.id), times | {"ends_at_time": "11:00"})
    session = TrainingSession.objects.get(course=made)
    place = at("place", session.id)
    assert "You have a place" in words(client, place, {"do": "ask"})
    doctor = browse(there[Role.DOCTOR])
    assert "Join the queue" in words(doctor, at("session", session.id))
    assert "You are in the queue." in words(doctor, place, {"do": "ask"})
    assert doctor.post(place, {"do": "odd"}).status_code == 422
    words(browse(there.lead), place, {"do": "leave"})
    doctor = browse(there[Role.DOCTOR])
    assert "Take the place" in words(doctor, at("mine")) + words(doctor, at("session", session.id))
    assert "The place is yours." in words(doctor, place, {"do": "take"})
    assert "BEGIN:VCALENDAR" in words(doctor, at("calendar", session.id))
    lead = browse(there.lead)
    cancel = words(lead, at("cancel", session.id))
    assert "1 person is told, with your reason." in cancel
    assert "Answer: Why is it called off?" in words(lead, at("cancel", session.id), {"why": ""})
    off = words(lead, at("cancel", session.id), {"why": "No room", "version": "1"})
    assert "This session was called off." in off
    assert words(lead, at("calendar", session.id)).count("CANCELLED") == 1


def test_two_who_change_a_session_at_once_are_told(there, browse):
    client = browse(there.lead)
    url, sent = at("cancel", there.ahead.id), {"why": "No room", "version": "7"}
    answer = client.post(url, sent)
    assert answer.status_code == 409
    assert "Somebody else changed this while you were typing." in answer.content.decode()


def test_somebody_signs_in_on_one_page_with_the_code_of_the_screen(there, browse):
    lead = browse(there.lead)
    code = code_at(there.now_on.code_key, NOW)
    screen = words(lead, at("screen", there.now_on.id))
    assert code in screen
    part = lead.get(at("screen", there.now_on.id), headers={"HX-Request": "true"}).content.decode()
    assert code in part
    assert "<html" not in part
    early = words(lead, at("screen", there.ahead.id))
    assert "The code is shown from 14:30 on Wed 17 June" in early
    client = browse(there[Role.RESPONSE_OFFICER])
    wrong = client.get(at("sign_in"), {"code": "AAAAAA"})
    assert wrong.status_code == 422
    assert "No session shows that code now." in wrong.content.decode()
    asked = client.get(at("sign_in"), {"code": code.lower()}).content.decode()
    assert "Are you at this session?" in asked
    assert "De-escalation" in asked
    assert "You are signed in." in words(client, at("sign_in"), {"code": code})
    again = client.get(at("sign_in"), {"code": code}).content.decode()
    assert "You are signed in already" in again
    assert client.post(at("sign_in"), {"code": ""}).status_code == 422


def test_a_list_that_is_not_taken_says_what_is_wrong_with_each_row(there, browse):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client, url = browse(there.lead), at("list", there.now_on.id)
    name = User.objects.get(pk=there.hub.nurse.user_id).sign_in_name
    assert "Choose a file" in words(client, url, {})
    file = SimpleUploadedFile("came.csv", f"Username\n{name}\nnobody\n".encode())
    answer = client.post(url, {"file": file})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "1 row of 2 cannot be taken, so nothing was saved." in text
    assert "Every row. Nothing was saved." in text
    assert "No account here has that." in text
    file = SimpleUploadedFile("came.csv", f"Username\n{name}\n".encode())
    assert "Everybody on the list is kept." in words(client, url, {"file": file})
    came = {"came": [], "others": f"{name}\n"}
    assert "Saved who came." in words(client, at("came", there.now_on.id), came)
    held = words(client, at("held", there.now_on.id))
    assert "1 person is down as having come." in held
    assert "Kept as held." in words(client, at("held", there.now_on.id), {"version": "1"})


def test_a_trainer_is_put_down_named_as_agreed_and_not_without_a_day(there, browse):
    client, url = browse(there.lead), at("trainer_add", there.ahead.id)
    sent = {
        "name": "Wen Ito", "used_services": "yes", "on_catalogue": "initials",
        "on_session": "named", "on_screen": "unnamed", "payment": "£90 and travel",
        "support": "owed", "rung_by_id": str(there.hub.nurse.user_id),
    }  # fmt: skip
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "no day is given on which they agreed" in answer.content.decode()
    day = {"agreed_on_day": "1", "agreed_on_month": "6", "agreed_on_year": "2026"}
    text = words(client, url, sent | day)
    assert "£90 and travel, not paid yet" in text
    officer = browse(there[Role.RESPONSE_OFFICER])
    seen = words(officer, at("session", there.ahead.id))
    assert "Wen Ito" in seen
    assert "£90" not in seen
    assert "W.I., somebody who has used services" in words(officer, at("course", there.course.id))
    lead = browse(there.lead)
    trainer = there.ahead.trainers.get().id
    changed = words(lead, at("trainer", trainer), sent | day | {"version": "1", "support": "taken"})
    assert "took it up" in changed
    assert "Taken back. No page names them now." in words(lead, at("withdraw", trainer), {})
    assert lead.get(at("trainer", there.ahead.id)).status_code == 422
    for one in (at("session", there.ahead.id), at("course", there.course.id)):
        assert "Wen Ito" not in words(lead, one)


def test_somebody_sees_what_is_due_and_says_what_they_thought(there, browse):
    officer = there[Role.RESPONSE_OFFICER]
    over = session_of(there.course, there.lead.user_id, -30)
    client = browse(officer)
    assert "Never done" in words(client, at("mine"))
    assert "Yours to do" in words(client, at(""))
    not_there = client.get(at("say", over.id))
    assert not_there.status_code == 422
    training_attendance.record_by_hand(there.lead, over.id, {officer.user_id: True}, now=NOW)
    assert "Say what you thought" in words(client, at("mine"))
    url = at("say", over.id)
    assert "Answer one of the three" in words(client, url, {})
    sent = {"worth_it": "yes", "words": "Sit down first."}
    assert "What you said is kept apart" in words(client, url, sent)
    text = words(client, at("session", over.id))
    assert "too few to show: 1 answered" in text
    assert "Sit down first." not in text
    mine = words(client, at("mine"))
    assert "Counts until Wed 9 June 2027" in mine


def test_who_is_in_date_stands_by_course_and_names_only_ones_own(there, browse):
    lead, inspector = there.lead, there[Role.POLICE_SUPERVISOR]
    police = at("in_date_of", there.hub.world.police)
    client = browse(lead)
    overview = words(client, at("in_date"))
    assert "0 of 1" in overview
    assert ">Northmoor MH<" in overview
    assert "Names are for those who lead at Northmoor Police." in words(client, police)
    own = browse(inspector)
    text = words(own, police)
    assert "Test response_officer" in text
    assert "Never done" in text
    assert ">Northmoor MH<" not in words(own, at("in_date"))
    assert own.get(at("in_date_of", there.hub.world.trust)).status_code == 403


def test_a_course_is_changed_and_taken_out_on_its_pages(there, browse):
    client, course = browse(there.lead), there.course
    page = words(client, at("course_change", course.id))
    assert "To calm a room with words." in page
    sent = {
        "title": "De-escalation, hands last", "what_for": "Words first.", "minutes": "200",
        "led_by": "A nurse", "version": "1",
    }  # fmt: skip
    assert "it does not lapse" in words(client, at("course_change", course.id), sent)
    retire = at("course_retire", course.id)
    assert "still to come" in words(client, retire, {"version": "2"})
    TrainingPlace.objects.all().delete()
    TrainingSession.objects.all().delete()
    assert "Taken out of the catalogue." in words(client, retire, {"version": "2"})
    assert "Out of the catalogue" in words(client, at("course", course.id))
    assert "No course yet" in words(client, at(""))
    gone = client.get(at("course", there.hub.world.trust))
    assert gone.status_code == 422
    assert "That course is not here." in gone.content.decode()
