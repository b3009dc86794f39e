"""The workbook: kept once however often sent, lost on no device, theirs until handed in."""

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.areas.placements.actions import own_writing
from alongside.areas.placements.actions.own_workbook import Typed, save_words
from alongside.areas.placements.models import WorkbookEntry
from alongside.areas.placements.queries.own_workbook import cohort_workbooks, own_section
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.placing import OFFICERS
from tests.support.world import NOW, on_duty

pytestmark = pytest.mark.django_db
TODAY = local_date(NOW)


@pytest.fixture
def write(placing, ann):
    """Save words as a device would: ``write("words", upon=1)``; answers the number kept."""

    def save(words: str, *, upon: int = 0, key: UUID | None = None, **told: object) -> int:
        typed = Typed("ward", words, upon, key or uuid4(), **told)  # type: ignore[arg-type]
        return save_words(placing.learner, ann.id, typed, now=NOW).number

    return save


def test_a_saving_sent_again_is_kept_once_and_written_once(write):
    key = uuid4()
    assert [write("one", key=key), write("one", key=key)] == [1, 1]
    assert WorkbookEntry.objects.count() == 1
    assert AuditEntry.objects.filter(action="placements.save_workbook").count() == 1
    assert write("one", upon=1) == 1  # the very same words, typed on themselves


def test_handing_in_twice_hands_in_once(write):
    number = write("what I learnt", hand_in=True)
    assert write("what I learnt", upon=number, hand_in=True) == number
    assert AuditEntry.objects.filter(action="placements.hand_in_workbook").count() == 1


def test_words_of_two_devices_are_both_kept_until_one_takes_in_the_other(placing, ann, write):
    first = write("begun")
    phone = write("begun on the phone", upon=first)
    tablet = write("begun on the tablet", upon=first)
    later = write("begun on the tablet, more", upon=tablet)
    page = own_section(placing.learner, ann.id, "ward", today=TODAY)
    assert page.standing.newest.words == "begun on the tablet, more"
    assert [one.words for one in page.standing.others] == ["begun on the phone"]
    with pytest.raises(Refused, match="another device"):
        write("begun on the tablet, more", upon=later, hand_in=True)
    write("both", upon=later, settles=(phone,), hand_in=True)
    page = own_section(placing.learner, ann.id, "ward", today=TODAY)
    assert (page.standing.others, page.standing.handed_in.words) == ((), "both")
    assert WorkbookEntry.objects.count() == 5


def test_a_device_that_names_numbers_that_never_were_loses_nothing(write):
    assert write("a", upon=7) == 1
    assert write("b", upon=1, settles=(9,)) == 2
    entry = WorkbookEntry.objects.get(number=2)
    assert (entry.upon, entry.settles) == (1, [])


def test_what_could_tell_who_somebody_is_stays_a_draft(write):
    words = "He said his number was 999 000 0018"
    with pytest.raises(Refused, match="NHS number"):
        write(words, hand_in=True)
    assert write(words) == 1
    with pytest.raises(Refused, match="nothing to hand in"):
        write("  ", upon=1, hand_in=True)


def test_the_coordinator_reads_what_was_handed_in_and_no_draft(placing, ann, write, browse):
    write("a draft of my own")
    page = cohort_workbooks(placing.coordinator, placing.cohort.id)
    assert [one.parts for one in page.people] == [()] * len(OFFICERS)
    number = write("what I learnt", upon=1, hand_in=True)
    write("a later draft", upon=number)
    url = reverse("placements:workbooks", args=[placing.cohort.id])
    text = browse(placing.coordinator).get(url).content.decode()
    assert "what I learnt" in text
    assert "draft of my own" not in text
    assert "later draft" not in text


def test_nobody_else_reads_or_writes_it(placing, ann, browse):
    typed = Typed("ward", "x", 0, uuid4())
    for role in set(Role) - PERMISSIONS["own.keep"]:
        with pytest.raises(NotPermitted):
            save_words(placing.world[role], ann.id, typed, now=NOW)
        if role not in PERMISSIONS["workbook.see"]:
            with pytest.raises(NotPermitted):
                cohort_workbooks(placing.world[role], placing.cohort.id)
    with pytest.raises(Refused, match="not yours"):
        save_words(placing.learner, placing.learners[OFFICERS[1]].id, typed, now=NOW)
    stranger = on_duty(Role.PLACEMENT_COORDINATOR, placing.world.council, name="Far Away")
    with pytest.raises(Refused, match="not here"):
        cohort_workbooks(stranger, placing.cohort.id)
    assert not WorkbookEntry.objects.exists()


def test_no_audit_no_words(write, monkeypatch):
    def broken(*_args: object, **_options: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(own_writing, "record", broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        write("words")
    assert not WorkbookEntry.objects.exists()


def test_the_page_works_without_a_script(placing, ann, browse, write):
    client = browse(placing.learner)
    url = reverse("placements:section", args=[ann.id, "ward"])
    sent = {"words": "first\r\nsecond", "upon": "0", "request_key": str(uuid4())}
    saved = client.post(url, sent, follow=True).content.decode()
    assert "Nobody else sees it until you hand it in" in saved
    assert WorkbookEntry.objects.get().words == "first\nsecond"
    assert "Draft" in client.get(reverse("placements:workbook")).content.decode()
    write("on the phone", upon=0)
    both = client.get(url).content.decode()
    assert "You wrote on two devices" in both
    assert 'name="settles" value="1"' in both
    assert client.get(f"{url}?use=1").content.decode().count("first\nsecond") == 2
    assert "on the phone\n\nfirst" in client.get(f"{url}?use=all").content.decode()
    wrong = client.post(url, {**sent, "settles": "one", "hand_in": "1"})
    assert wrong.status_code == 422
    handed = client.post(
        url,
        {"words": "all of it", "upon": "2", "settles": "1", "hand_in": "1"},
        follow=True,
    ).content.decode()
    assert "Handed in. Your coordinator can read it now" in handed
    assert "two devices" not in handed
    assert client.get(reverse("placements:section", args=[ann.id, "poems"])).status_code == 422


def test_a_script_is_answered_in_few_words(placing, ann, browse):
    client = browse(placing.learner)
    url = reverse("placements:section", args=[ann.id, "ward"])
    asked = {"headers": {"Accept": "application/json"}}
    told = client.post(url, {"words": "a", "upon": "0", "written_at": "nonsense"}, **asked)
    assert told.json()["number"] == 1
    assert told.json()["two_devices"] is False
    refused = client.post(url, {"words": " ", "upon": "1", "hand_in": "1"}, **asked)
    assert refused.status_code == 422
    assert "nothing to hand in yet" in refused.json()["message"]
    long = client.post(url, {"words": "x" * 20_001, "upon": "1"}, **asked)
    assert "1 letters more" in long.json()["message"]


@pytest.mark.parametrize(
    "changed", [{"number": 1, "draft_key": None}, {"number": 2, "draft_key": "same"}, {"upon": 5}]
)
def test_the_database_keeps_numbers_and_keys_apart(ann, changed):
    key = uuid4()
    row = {
        "learner": ann, "section": "ward", "number": 1, "upon": 0, "words": "a",
        "written_at": NOW, "saved_at": NOW, "draft_key": key,
    }  # fmt: skip
    WorkbookEntry.objects.create(**row)
    told = {**row, "number": 3, "draft_key": uuid4(), **changed}
    if changed.get("draft_key") == "same":
        told["draft_key"] = key
    elif "draft_key" in changed:
        told["draft_key"] = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkbookEntry.objects.create(**told)
