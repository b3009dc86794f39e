"""What is done before day one, what two devices wrote, and words that tell who somebody is."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.placements.rules import checklist, own_changes, sessions, workbook
from alongside.areas.placements.rules.own_changes import OwnDays
from alongside.areas.placements.rules.workbook import Saved
from alongside.kernel.refusal import Conflict, Refused
from tests.support.world import NOW

DAY = date(2026, 6, 15)
IN_DOMAIN = {
    "infection_control", "information_governance", "fire", "risk", "de_escalation",
    "safeguarding", "confidentiality", "vetting",
}  # fmt: skip


def refused(act, *args, **options) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **options)
    assert str(caught.value)
    return caught.value.code


# ---- Checklist ---------------------------------------------------------------


def test_the_checklist_holds_what_the_domain_asks_for():
    assert {item.code for item in checklist.items()} == IN_DOMAIN
    assert [i.code for i in checklist.items() if i.by_coordinator] == [checklist.VETTING]
    assert refused(checklist.item_named, "juggling") == "checklist.unknown"


def test_an_agreement_counts_only_in_the_words_that_hold_now():
    item = checklist.item_named("confidentiality")
    version = item.agreement.version
    assert checklist.left_to_do({}) == checklist.items()
    done = {one.code: checklist.Done(DAY) for one in checklist.items()}
    assert checklist.left_to_do(done) == (item,)
    done["confidentiality"] = checklist.Done(DAY, version)
    assert checklist.left_to_do(done) == ()
    assert refused(checklist.check_agreed, item, "") == "agreement.not_read"
    assert refused(checklist.check_agreed, item, "0") == "agreement.older_words"
    checklist.check_agreed(item, version)
    checklist.check_agreed(checklist.item_named("fire"), "")


@pytest.mark.parametrize(
    ("code", "coordinator", "says"),
    [
        ("fire", False, ""),
        ("fire", True, "checklist.learner_only"),
        ("vetting", True, ""),
        ("vetting", False, "checklist.coordinator_only"),
    ],
)
def test_each_item_is_for_one_of_the_two_to_say(code, coordinator, says):
    item = checklist.item_named(code)
    if says:
        assert refused(checklist.check_may_tick, item, coordinator=coordinator) == says
    else:
        checklist.check_may_tick(item, coordinator=coordinator)
    checklist.check_may_tick(item, coordinator=True, has_account=False)


def test_a_reminder_is_due_on_the_two_days_before_and_no_other():
    assert checklist.met_by(DAY - timedelta(days=3), DAY) == DAY - timedelta(days=3)
    assert checklist.met_by(None, DAY) == DAY
    due = [n for n in range(5) if checklist.reminder_is_due(DAY, DAY - timedelta(days=n))]
    assert due == [1, 2]
    assert checklist.lack_words(["a"]) == "1 thing is still to do"
    assert checklist.lack_words(["a", "b"]) == "2 things are still to do"


# ---- Workbook ----------------------------------------------------------------


def saved(number, upon=0, words="", settles=(), handed_in=False):
    return Saved(number, upon, settles, words or f"words {number}", handed_in, NOW)


def test_a_section_nobody_wrote_in_stands_empty():
    stands = workbook.standing([])
    assert (stands.newest, stands.others, stands.number) == (None, (), 0)
    assert not stands.changed_since


def test_words_typed_on_each_other_leave_one_that_stands():
    stands = workbook.standing([saved(1), saved(2, 1), saved(3, 2, handed_in=True)])
    assert (stands.number, stands.others) == (3, ())
    assert stands.handed_in.number == 3
    assert not stands.changed_since
    assert workbook.standing([saved(1, handed_in=True), saved(2, 1)]).changed_since


def test_words_of_two_devices_both_stand_until_one_takes_in_the_other():
    two = [saved(1), saved(2, 1, "on the phone"), saved(3, 1, "on the tablet"), saved(4, 3)]
    stands = workbook.standing(two)
    assert stands.number == 4
    assert [one.words for one in stands.others] == ["on the phone"]
    assert workbook.standing([*two, saved(5, 4, settles=(2,))]).others == ()


def test_the_same_words_twice_are_not_two_versions():
    assert workbook.standing([saved(1, 0, "same"), saved(2, 0, "same")]).others == ()
    assert workbook.standing([Saved(1, 0, (), "", False, NOW), saved(2, 0, "b")]).others == ()


def test_what_may_not_be_handed_in_says_why():
    assert refused(workbook.check_hand_in, " ", ()) == "workbook.empty"
    assert refused(workbook.check_hand_in, "words", [saved(1)]) == "workbook.two_devices"
    workbook.check_hand_in("words", ())
    assert refused(workbook.check_words, "x" * (workbook.LONGEST + 1)) == "workbook.too_long"
    workbook.check_words("x" * workbook.LONGEST)
    assert refused(workbook.section_named, "poems") == "workbook.no_section"
    assert workbook.section_named("ward").title == "My week on the ward"


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from("abc")), min_size=1, max_size=10))
def test_no_words_are_lost_however_devices_write(typed):
    rows = [
        saved(number, upon % number, words) for number, (upon, words) in enumerate(typed, start=1)
    ]
    stands = workbook.standing(rows)
    shown = {stands.newest.words, *(one.words for one in stands.others)}
    built_on = {row.upon for row in rows}
    ends = {row.words for row in rows if row.number not in built_on}
    assert shown == ends
    settled = saved(
        len(rows) + 1, stands.number, "all", tuple(r.number for r in rows if r.words in shown)
    )
    assert workbook.standing([*rows, settled]).others == ()


# ---- Sessions ----------------------------------------------------------------


def test_a_session_that_cannot_be_is_refused():
    hour = timedelta(hours=1)
    sessions.check_session("reflective", NOW, NOW + hour)
    assert refused(sessions.check_session, "party", NOW, NOW + hour) == "session.kind"
    assert refused(sessions.check_session, "induction", NOW, NOW) == "session.backwards"
    assert refused(sessions.check_session, "induction", NOW, NOW + 13 * hour) == "session.too_long"
    sessions.check_stands(version=2, read_at=2, cancelled=False)
    assert refused(sessions.check_stands, version=2, read_at=2, cancelled=True) == (
        "session.cancelled"
    )
    with pytest.raises(Conflict):
        sessions.check_stands(version=2, read_at=1, cancelled=False)
    sessions.check_has_begun(NOW, NOW)
    assert refused(sessions.check_has_begun, NOW + hour, NOW) == "session.not_yet"


# ---- What changed ------------------------------------------------------------


def days(place="Larch Ward", first=DAY, last=4, hours="08:00 to 15:30", buddy="Noor"):
    return OwnDays(place, first, first + timedelta(days=last), hours, buddy)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([days()], [days()], ()),
        ([], [days()], ("New: Larch Ward from Mon 15 June 2026.",)),
        ([days()], [], ("Larch Ward from Mon 15 June 2026 is off.",)),
        (
            [days()],
            [days("Rowan Ward", buddy="Sam")],
            ("From Mon 15 June 2026: Rowan Ward, not Larch Ward.",),
        ),
        (
            [days()],
            [days(hours="13:00 to 20:00", buddy="Sam", last=3)],
            (
                "Larch Ward now ends on Thu 18 June 2026.",
                "Your hours at Larch Ward are now 13:00 to 20:00.",
                "Your buddy at Larch Ward is now Sam.",
            ),
        ),
        ([days()], [days(hours="", buddy="")], ()),
    ],
)
def test_what_changed_is_said_in_sentences(before, after, said):
    assert own_changes.changes(before, after) == said
