"""The database itself refuses a door, a code or a request that cannot be so."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.plans.actions.corrections import ask_to_put_right
from alongside.areas.plans.actions.doors import Invitation, invite
from alongside.areas.plans.models import CorrectionRequest, Door, DoorAllowance, EntryCode
from alongside.areas.plans.rules.corrections import About
from alongside.kernel.actor import Role
from tests.areas.plans.portal.conftest import carer_of
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
EARLIER = NOW - timedelta(days=1)


@pytest.fixture
def door(keyworker, jamie):
    return invite(keyworker, jamie, Invitation(Role.PERSON), now=NOW).door_id


@pytest.fixture
def carer(keyworker, jamie):
    return invite(keyworker, jamie, carer_of(), now=NOW).door_id


def refuses(name: str, change) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        change()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("door_is_for_somebody", {"as_whom": "friend"}),
        ("carer_is_named_and_permission_ends", {"carer_name": "Mo"}),
        ("carer_is_named_and_permission_ends", {"ends_on": NOW.date()}),
        ("door_closed_says_why", {"closed_at": NOW}),
        ("door_closed_says_why", {"closed_why": "by_person"}),
        (
            "door_closed_by_staff_has_a_reason",
            {"closed_at": NOW, "closed_why": "by_staff"},
        ),
        ("door_closed_after_made", {"closed_at": EARLIER, "closed_why": "by_person"}),
    ],
)
def test_a_door_that_cannot_be_so(name, values, door):
    expected = f"{name}|carer_is_named_and_permission_ends" if "as_whom" in values else name
    refuses(expected, lambda: Door.objects.filter(pk=door).update(**values))


@pytest.mark.parametrize("values", [{"carer_name": ""}, {"ends_on": None}])
def test_a_carer_without_a_name_or_an_end(values, carer):
    name = "carer_is_named_and_permission_ends"
    refuses(name, lambda: Door.objects.filter(pk=carer).update(**values))


def test_a_second_open_door_of_their_own(door, carer, jamie):
    changed = {"as_whom": "person", "carer_name": "", "ends_on": None}
    refuses(
        "one_open_door_of_their_own|UNIQUE",
        lambda: Door.objects.filter(pk=carer).update(**changed),
    )


def test_an_allowance_twice_or_unknown(carer):
    refuses(
        "door_allowance_once|UNIQUE",
        lambda: DoorAllowance.objects.create(door_id=carer, code="see_words"),
    )
    refuses(
        "door_allowance_is_a_known_one",
        lambda: DoorAllowance.objects.create(door_id=carer, code="everything"),
    )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("entry_code_state_is_known", {"state": "lost"}),
        ("entry_code_used_says_when", {"state": "used"}),
        ("entry_code_used_says_when", {"used_at": NOW}),
        ("entry_code_expires_after_made", {"expires_at": EARLIER}),
    ],
)
def test_a_code_that_cannot_be_so(name, values, door):
    refuses(name, lambda: EntryCode.objects.filter(door_id=door).update(**values))


def test_two_waiting_codes_alike_or_for_one_door(door, carer):
    mine, theirs = EntryCode.objects.get(door_id=door), EntryCode.objects.get(door_id=carer)
    refuses(
        "one_waiting_code_for_each_first_part|UNIQUE",
        lambda: EntryCode.objects.filter(pk=theirs.pk).update(first_part=mine.first_part),
    )
    refuses(
        "one_waiting_code_for_each_door|UNIQUE",
        lambda: EntryCode.objects.filter(pk=theirs.pk).update(door_id=door),
    )


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("correction_says_what", {"words": ""}),
        ("correction_is_about_something_known", {"about": "nothing"}),
        ("correction_answered_in_words", {"answered_at": NOW}),
        ("correction_answered_in_words", {"answer": "Yes"}),
    ],
)
def test_a_request_that_cannot_be_so(name, values, come_by, jamie):
    asked = ask_to_put_right(come_by(jamie).actor, about=About.MY_WORDS, words="Wrong", now=NOW)
    refuses(name, lambda: CorrectionRequest.objects.filter(pk=asked).update(**values))


def test_an_answer_before_the_question(come_by, jamie, keyworker):
    asked = ask_to_put_right(come_by(jamie).actor, about=About.MY_WORDS, words="Wrong", now=NOW)
    values = {
        "answered_at": EARLIER,
        "answered_by": keyworker.user_id,
        "outcome": "changed",
        "answer": "Done",
    }
    refuses(
        "correction_answered_after_asked",
        lambda: CorrectionRequest.objects.filter(pk=asked).update(**values),
    )
