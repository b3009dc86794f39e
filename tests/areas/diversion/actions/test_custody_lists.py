"""Custody lists: held until each name is decided, taken whole, marked in one pass."""

import uuid
from datetime import timedelta

import pytest

from alongside.areas.diversion.actions.custody_leaving import leave_custody
from alongside.areas.diversion.actions.custody_lists import (
    Sending,
    drop_custody_list,
    hold_custody_list,
)
from alongside.areas.diversion.actions.custody_marking import Mark, mark_custody
from alongside.areas.diversion.actions.custody_taking import (
    LEFT_OUT,
    NEW,
    Decided,
    take_custody_list,
)
from alongside.areas.diversion.models import (
    CustodyEntry,
    CustodyList,
    CustodyMark,
    CustodyRow,
    Episode,
    EpisodeEvent,
)
from alongside.areas.diversion.rules.custody_rows import read_pasted
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.people.actions.merging import Agreed, merge_people
from alongside.areas.people.models import Person, PersonMerge
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.verify import verify
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.custody import HOUR, PASTED, Suite, elsewhere, make_suite
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def suite() -> Suite:
    return make_suite(make_world())


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def test_who_keeps_a_list_and_who_marks_follows_the_table(suite: Suite) -> None:
    before = AuditEntry.objects.count()
    sending, reading = Sending(suite.custody, "typed"), read_pasted(PASTED, now=NOW)
    for role in set(Role) - PERMISSIONS["custody_list.keep"]:
        with pytest.raises(NotPermitted):
            hold_custody_list(suite.world[role], sending, reading, now=NOW)
    marks = [Mark(uuid.uuid4(), "seen")]
    for role in set(Role) - PERMISSIONS["custody_list.mark"]:
        with pytest.raises(NotPermitted):
            mark_custody(suite.world[role], suite.custody, marks, at=NOW, now=NOW)
    assert (CustodyList.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_a_list_that_waits_puts_nobody_in_custody(suite: Suite) -> None:
    held = suite.hold()
    assert CustodyRow.objects.filter(list=held).count() == 2
    assert (CustodyEntry.objects.count(), Person.objects.count()) == (0, 0)
    problems = CustodyList.objects.get(pk=held).problems
    assert [problem["row"] for problem in problems] == [4]
    assert verify().broken == ()


def test_a_list_of_which_nothing_can_be_read_is_not_kept(suite: Suite) -> None:
    with pytest.raises(Refused, match="Row 1, Date of birth") as refused:
        suite.hold("Jamie Marsh;31/02/1990")
    assert code_of(refused) == "list.nothing_read"


def test_every_name_is_decided_or_nobody_is_taken(suite: Suite) -> None:
    held = suite.hold()
    with pytest.raises(Refused, match="Row 3: say who this is") as refused:
        take_custody_list(suite.nurse, held, Decided({2: NEW}), now=NOW)
    assert refused.value.field == "row_3"
    assert (CustodyEntry.objects.count(), Person.objects.count()) == (0, 0)
    assert CustodyList.objects.get(pk=held).state == "waiting"


def test_a_row_becomes_who_was_chosen_somebody_new_or_nobody(suite: Suite) -> None:
    known, held = suite.person(), suite.hold()
    take_custody_list(suite.nurse, held, Decided({2: known, 3: LEFT_OUT}), now=NOW)
    (entry,) = CustodyEntry.objects.all()
    assert (entry.person_id, entry.custody_reference) == (known, "NM/1")
    assert entry.offence_words == "Affray"
    rows = CustodyRow.objects.filter(list=held).order_by("number")
    assert [row.decided for row in rows] == ["known", "left_out"]
    assert [row.said for row in rows] == [{}, {}], "what it said is not kept twice"
    new = suite.take()["NM/2"]
    assert (new.age_band, Person.objects.count()) == ("under_18", 2)


def test_a_custody_number_that_is_here_is_the_same_stay(suite: Suite) -> None:
    suite.take()
    assert suite.take() == {}
    assert (CustodyEntry.objects.count(), Person.objects.count()) == (2, 2)


def test_one_form_sent_twice_takes_a_list_once(suite: Suite) -> None:
    held, key = suite.hold(), uuid.uuid4()
    decided = Decided({2: NEW, 3: NEW})
    for _ in range(2):
        take_custody_list(suite.nurse, held, decided, now=NOW, request_key=key)
    assert CustodyEntry.objects.count() == 2
    with pytest.raises(Refused) as refused:
        take_custody_list(suite.nurse, held, decided, now=NOW)
    assert code_of(refused) == "list.settled"


def test_a_dropped_list_says_nothing_any_more(suite: Suite) -> None:
    held = suite.hold()
    drop_custody_list(suite.sergeant, held, now=NOW)
    assert {str(row.said) for row in CustodyRow.objects.all()} == {"{}"}
    assert CustodyEntry.objects.count() == 0


def test_who_a_whole_list_leaves_out_leaves_only_when_somebody_says_so(suite: Suite) -> None:
    entries = suite.take()
    held = suite.hold(PASTED.replace("NM/1", "NM/7"), whole=True, now=NOW + HOUR)
    decided = Decided({2: NEW, 3: NEW}, leaving={entries["NM/1"].id: "court"})
    take_custody_list(suite.nurse, held, decided, now=NOW + HOUR)
    left = CustodyEntry.objects.get(pk=entries["NM/1"].id)
    assert (left.left_at, left.left_to) == (NOW + HOUR, "court")
    assert CustodyEntry.objects.filter(left_at=None).count() == 2


def test_a_list_of_another_service_is_not_theirs_to_decide(suite: Suite) -> None:
    held, stranger = suite.hold(), elsewhere()
    with pytest.raises(Refused) as refused:
        take_custody_list(stranger, held, Decided({2: NEW, 3: NEW}), now=NOW)
    assert code_of(refused) == "site.not_found"
    with pytest.raises(Refused):
        hold_custody_list(
            stranger, Sending(suite.custody, "typed"), read_pasted(PASTED, now=NOW), now=NOW
        )


def test_everybody_is_marked_in_one_pass_and_only_who_was_seen_gets_a_story(suite: Suite) -> None:
    entries = suite.take()
    jamie, tamsin = entries["NM/1"], entries["NM/2"]
    marks = [
        Mark(jamie.person_id, "seen", words="Wants to talk"),
        Mark(tamsin.person_id, "not_seen", "asleep"),
    ]
    key = uuid.uuid4()
    for _ in range(2):
        mark_custody(suite.nurse, suite.custody, marks, at=NOW, now=NOW, request_key=key)
    episode = Episode.objects.get()
    assert (episode.person_id, episode.stage) == (jamie.person_id, "seen")
    kinds = EpisodeEvent.objects.order_by("sequence").values_list("kind", flat=True)
    assert sorted(kinds) == ["identified", "seen"]
    assert CustodyMark.objects.count() == 2
    tamsin.refresh_from_db()
    assert (tamsin.mark, tamsin.mark_reason, tamsin.marked_at) == ("not_seen", "asleep", NOW)
    assert verify().broken == ()


def test_an_episode_that_is_open_here_is_gone_on_with(suite: Suite) -> None:
    person = suite.person()
    episode = suite.notice(person)
    mark_custody(suite.nurse, suite.custody, [Mark(person, "seen")], at=NOW, now=NOW)
    mark_custody(suite.nurse, suite.custody, [Mark(person, "not_seen", "asleep")], at=NOW, now=NOW)
    assert Episode.objects.count() == 1
    kinds = EpisodeEvent.objects.filter(episode=episode).values_list("kind", flat=True)
    assert sorted(kinds) == ["identified", "not_seen", "seen"]
    assert CustodyEntry.objects.get().arrived_at == NOW - HOUR


def test_an_earlier_mark_written_late_does_not_hide_the_newer(suite: Suite) -> None:
    entry = suite.take()["NM/1"]
    for mark, at in ((Mark(entry.person_id, "seen"), NOW), (_asleep(entry), NOW - HOUR)):
        mark_custody(suite.nurse, suite.custody, [mark], at=at, now=NOW)
    entry.refresh_from_db()
    assert (entry.mark, entry.marked_at) == ("seen", NOW)


def _asleep(entry: CustodyEntry) -> Mark:
    return Mark(entry.person_id, "not_seen", "asleep")


def test_a_pass_with_one_who_is_not_there_marks_nobody(suite: Suite) -> None:
    entry = suite.take()["NM/1"]
    marks = [Mark(entry.person_id, "seen"), Mark(suite.person(), "seen")]
    with pytest.raises(Refused) as refused:
        mark_custody(suite.nurse, suite.custody, marks, at=NOW, now=NOW)
    assert code_of(refused) == "custody.not_there"
    assert (CustodyMark.objects.count(), Episode.objects.count()) == (0, 0)


def test_an_empty_pass_is_refused(suite: Suite) -> None:
    with pytest.raises(Refused, match="Nobody is marked yet"):
        mark_custody(suite.nurse, suite.custody, [], at=NOW, now=NOW)


def test_leaving_is_written_on_the_list_and_in_the_story(suite: Suite) -> None:
    entry = suite.take()["NM/1"]
    mark_custody(suite.nurse, suite.custody, [Mark(entry.person_id, "seen")], at=NOW, now=NOW)
    later = NOW + HOUR
    leave_custody(suite.sergeant, entry.id, to="court", at=later, now=later)
    entry.refresh_from_db()
    episode = Episode.objects.get()
    assert (entry.left_at, entry.left_to, episode.left_custody_at) == (later, "court", later)
    with pytest.raises(Refused) as refused:
        leave_custody(suite.sergeant, entry.id, to="court", at=later, now=later)
    assert code_of(refused) == "custody.not_there"


@pytest.mark.parametrize(
    ("to", "hours", "code"),
    [("court", -24, "custody.left_before"), ("moon", 0, "justice.unknown_code")],
)
def test_what_cannot_be_so_of_leaving_is_refused(
    suite: Suite, to: str, hours: int, code: str
) -> None:
    entry = suite.take()["NM/1"]
    with pytest.raises(Refused) as refused:
        leave_custody(suite.nurse, entry.id, to=to, at=NOW + timedelta(hours=hours), now=NOW)
    assert code_of(refused) == code
    assert CustodyEntry.objects.filter(left_at=None).count() == 2


def test_what_is_said_under_a_joined_key_lands_on_the_standing_record(suite: Suite) -> None:
    standing, old = suite.person(), suite.person()
    lead = suite.world[Role.LIAISON_LEAD]
    merged = merge_people(lead, Agreed("Asked, and said so"), one=standing, another=old, now=NOW)
    standing = PersonMerge.objects.get(pk=merged).kept_id
    old = PersonMerge.objects.get(pk=merged).other_id
    take_custody_list(suite.nurse, suite.hold(), Decided({2: old, 3: LEFT_OUT}), now=NOW)
    mark_custody(suite.nurse, suite.custody, [Mark(old, "seen")], at=NOW, now=NOW)
    suite.notice(old)
    assert {entry.person_id for entry in CustodyEntry.objects.all()} == {standing}
    assert {episode.person_id for episode in Episode.objects.all()} == {standing}
