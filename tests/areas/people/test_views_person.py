from uuid import uuid4

import pytest

from alongside.areas.people.models import PersonWords
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from tests.areas.people.cases import CANARIES, DESK, newest, page

pytestmark = pytest.mark.django_db


class TestPersonPage:
    def test_without_a_purpose_it_asks_with_the_usual_one_chosen(self, browse, officer, jamie):
        before = AuditEntry.objects.count()
        response = browse(officer).get(f"/people/{jamie}/")
        assert response.status_code == 200
        assert "Why do you want to see this person?" in page(response)
        assert 'value="P3" checked' in page(response)
        assert CANARIES["I"] not in page(response)
        assert AuditEntry.objects.count() == before

    def test_one_tap_leads_to_the_page_and_the_reason_goes_to_the_log_not_the_address(
        self, browse, officer, jamie
    ):
        client = browse(officer)
        sent = client.post(f"/people/{jamie}/", {"purpose": "P3", "reason": "with them now"})
        assert sent.status_code == 302
        assert sent["Location"] == f"/people/{jamie}/?purpose=P3"
        shown = client.get(sent["Location"])
        assert CANARIES["I"] in page(shown)
        assert newest().details["reason"] == "with them now"
        client.get(sent["Location"])
        assert "reason" not in newest().details

    def test_no_choice_of_purpose_is_said_in_place(self, browse, officer, jamie):
        response = browse(officer).post(f"/people/{jamie}/", {"reason": ""})
        assert response.status_code == 422
        assert "Choose why you want to see this person" in page(response)

    def test_the_persons_own_words_come_before_everything_else(self, browse, officer, jamie):
        text = page(browse(officer).get(f"/people/{jamie}/?purpose=P3"))
        order = [CANARIES["C"], "Weak tea", "Shouting", CANARIES["M"], "1 Mill Lane"]
        places = [text.index(said) for said in order]
        assert places == sorted(places)

    def test_it_says_why_it_is_shown_and_what_is_held_back(self, browse, officer, jamie):
        text = page(browse(officer).get(f"/people/{jamie}/?purpose=P3"))
        assert "Why I can see this" in text
        assert "It is needed to prevent serious harm." in text
        assert "What is held back, and whom to ask" in text
        assert "Diagnosis and clinical notes need a reason" in text
        assert "Offence and intelligence records are not shared for this purpose." in text

    def test_one_look_is_one_entry_that_names_kinds_shown_and_withheld(
        self, browse, officer, jamie
    ):
        client, before = browse(officer), AuditEntry.objects.count()
        client.get(f"/people/{jamie}/?purpose=P3")
        assert AuditEntry.objects.count() == before + 1
        entry = newest()
        assert (entry.op, entry.subject_id) == ("consultation", jamie)
        assert entry.details["fields"] == [
            "I:shown",
            "C:shown",
            "R:shown",
            "M:shown",
            "D:needs_justification",
            "O:withheld",
            "S:needs_justification",
            "V:withheld",
        ]
        assert entry.details["purpose"] == "P3"

    @pytest.mark.parametrize(
        ("role", "purpose", "shown"),
        [
            (Role.RESPONSE_OFFICER, "P1", "ICM"),
            (Role.RESPONSE_OFFICER, "P3", "ICM"),
            (Role.RESPONSE_OFFICER, "P10", ""),
            (Role.POLICE_SUPERVISOR, "P8", "I"),
            (Role.POLICE_SUPERVISOR, "P9", "IO"),
            (Role.CUSTODY_OFFICER, "P4", "IM"),
            (Role.CONTROL_ROOM_CLINICIAN, "P6", ""),  # nothing without a sharing agreement
            (Role.AMHP, "P2", "ICM"),
            (Role.LIAISON_LEAD, "P11", "I"),
        ],
    )
    @pytest.mark.parametrize("sheet", ["", "print/"])
    def test_nothing_of_a_withheld_kind_is_anywhere_in_the_page(
        self, browse, on_duty, jamie, role, purpose, shown, sheet
    ):
        response = browse(on_duty(role)).get(f"/people/{jamie}/{sheet}?purpose={purpose}")
        assert response.status_code == 200
        found = {kind for kind, canary in CANARIES.items() if canary in page(response)}
        assert found == set(shown)

    @pytest.mark.parametrize(
        ("role", "purpose", "offered"),
        [
            (Role.CONTROL_ROOM_CLINICIAN, "P6", True),
            (Role.RESPONSE_OFFICER, "P10", True),
            (Role.KEYWORKER, "P6", False),  # does not look for life in danger
            (Role.RESPONSE_OFFICER, "P3", False),  # something is shown
        ],
    )
    def test_where_nothing_is_shown_the_way_for_life_in_danger_is_one_tap(
        self, browse, on_duty, jamie, role, purpose, offered
    ):
        shown = page(browse(on_duty(role)).get(f"/people/{jamie}/?purpose={purpose}"))
        assert ("look again" in shown) is offered
        assert (f"/people/{jamie}/?purpose=P1" in shown) is offered

    @pytest.mark.parametrize("role", DESK)
    def test_every_desk_role_has_a_usual_purpose(self, browse, on_duty, jamie, role):
        client = browse(on_duty(role))
        assert client.get(f"/people/{jamie}/").status_code == 200

    @pytest.mark.parametrize(
        "role", [Role.ADMINISTRATOR, Role.INFORMATION_GOVERNANCE, Role.FORCE_STATISTICS]
    )
    @pytest.mark.parametrize("purpose", ["P3", "P13"])
    def test_those_who_do_not_meet_people_see_nobody(self, browse, on_duty, jamie, role, purpose):
        response = browse(on_duty(role)).get(f"/people/{jamie}/?purpose={purpose}")
        assert not any(canary in page(response) for canary in CANARIES.values())
        asked_why = role is Role.FORCE_STATISTICS and purpose == "P3"
        assert response.status_code == (200 if asked_why else 403)

    def test_a_purpose_that_is_not_the_roles_is_asked_again(self, browse, officer, jamie):
        text = page(browse(officer).get(f"/people/{jamie}/?purpose=P2"))
        assert "Why do you want to see this person?" in text

    def test_off_duty_it_is_refused(self, browse, on_duty, jamie):
        resting = on_duty(Role.RESPONSE_OFFICER, duty=False)
        response = browse(resting).get(f"/people/{jamie}/?purpose=P3")
        assert response.status_code == 403
        assert CANARIES["I"] not in page(response)

    def test_nobody_there_says_so(self, browse, officer):
        response = browse(officer).get(f"/people/{uuid4()}/?purpose=P3")
        assert response.status_code == 422
        assert "There is no such person here." in page(response)

    def test_a_print_is_logged_as_a_print(self, browse, officer, jamie):
        browse(officer).get(f"/people/{jamie}/print/?purpose=P3")
        assert newest().op == "print"
        assert browse(officer).get(f"/people/{jamie}/print/").status_code == 302

    def test_words_are_withdrawn_with_one_tap_and_gone_on_the_next_read(
        self, browse, officer, jamie
    ):
        client = browse(officer)
        sent = client.post(f"/people/{jamie}/words/withdraw/?purpose=P3")
        assert sent["Location"] == f"/people/{jamie}/?purpose=P3"
        assert CANARIES["C"] not in page(client.get(sent["Location"]))
        assert PersonWords.objects.filter(person=jamie, withdrawn_at=None).count() == 0

    def test_without_sign_in_nothing_is_shown(self, client, jamie):
        for path in ("", "print/", "change/", "words/", "add/name/"):
            response = client.get(f"/people/{jamie}/{path}?purpose=P3")
            assert response.status_code == 302
            assert response["Location"].startswith("/sign-in/")
