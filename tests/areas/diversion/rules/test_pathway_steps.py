"""What may be said at each step, who sees what of it, and what may be put right."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.areas.diversion.rules.age_bands import age_band
from alongside.areas.diversion.rules.facts import (
    check_correction_reason,
    check_happened_at,
    check_not_before,
    kind_of,
    plain,
    stored_facts,
)
from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.putting_right import (
    CORRECTABLE,
    check_may_correct,
    check_may_take_back,
    may_take_back,
)
from alongside.areas.diversion.rules.seeing import CUSTODY_SEES, Sight, shown_facts, sight_of
from alongside.areas.diversion.rules.steps import (
    ADULTS_ONLY,
    CHILDREN_ONLY,
    NEEDED,
    OFFER_REASONS,
    asked_of,
    check_step,
)
from alongside.areas.diversion.rules.timeline import Timeline
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused
from tests.support.episodes import event
from tests.support.world import NOW

OFFER = {"stage": "assessment", "answer": "accepted", "explained_how": "spoken"}
BEST = {**OFFER, "answer": "lacked_capacity_best_interests", "reason": "decided_alone"}


@pytest.mark.parametrize(
    ("kind", "facts", "code", "field"),
    [
        ("not_seen", {}, "step.missing", "reason"),
        ("not_seen", {"reason": "moon"}, "step.not_in_list", "reason"),
        ("screened", {"result": "maybe"}, "step.not_in_list", "result"),
        ("offered", {**OFFER, "answer": "perhaps"}, "step.not_in_list", "answer"),
        ("offered", {**OFFER, "answer": "declined"}, "offer.no_reason", "reason_declined"),
        ("offered", {**OFFER, "answer": "unable_to_ask", "reason": "not_now"}, "offer.no_reason",
         "reason_unable_to_ask"),
        ("offered", BEST, "offer.no_words", "words"),
        ("vulnerabilities", {"states": {"luck": "known"}}, "vulnerability.unknown", "states"),
        ("vulnerabilities", {"states": {"drugs": "lots"}}, "vulnerability.unknown", "states"),
        ("vulnerabilities", {"states": "known"}, "", ""),
        ("vulnerabilities", {"states": {"none_identified": "known", "drugs": "suspected"}},
         "vulnerability.none_and_some", "none_identified"),
        ("told_custody", {"what": "x", "ground": "agreed"}, "step.missing", "told_person"),
    ],
)  # fmt: skip
def test_what_cannot_be_so_is_refused(kind, facts, code, field) -> None:
    if not code:
        check_step(kind, facts)
        return
    with pytest.raises(Refused) as refused:
        check_step(kind, facts)
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("seen", {}),
        ("offered", OFFER),
        ("offered", {**OFFER, "answer": "declined", "reason": "did_not_say"}),
        ("offered", {**BEST, "words": "Her daughter knows what she would want"}),
        ("vulnerabilities", {"states": {"none_identified": "known", "drugs": "screened_negative"}}),
        ("charged", {"offence_group": "drugs"}),
    ],
)
def test_what_can_be_so_is_taken(kind, facts) -> None:
    assert check_step(kind, facts) is None


def test_every_answer_to_an_offer_has_its_reasons_and_yes_has_none() -> None:
    answers = {entry.code for entry in code_list("ld_offer").entries}
    assert set(OFFER_REASONS) == answers
    assert [answer for answer, why in OFFER_REASONS.items() if not why] == ["accepted"]
    assert set(NEEDED) <= set(KINDS)


def test_each_path_is_asked_its_own_needs() -> None:
    child, adult, unknown = (set(asked_of(band)) for band in ("under_18", "adult", "not_known"))
    assert not child & ADULTS_ONLY
    assert not adult & CHILDREN_ONLY
    assert child | adult == unknown


@pytest.mark.parametrize(
    ("role", "own", "clinical", "sight"),
    [
        (Role.DIVERSION_PRACTITIONER, True, False, Sight.WHOLE),
        (Role.COURT_LINK_WORKER, False, True, Sight.WHOLE),
        (Role.DIVERSION_PRACTITIONER, False, False, Sight.CUSTODY),
        (Role.CUSTODY_OFFICER, True, True, Sight.CUSTODY),
    ],
)
def test_who_sees_how_much_follows_the_table(role, own, clinical, sight) -> None:
    assert sight_of(role, own_service=own, clinical=clinical) is sight


HIDDEN = ("screened", "offered", "assessed", "vulnerabilities", "about_a_child", "note", "outcome",
          "support_planned", "support_done", "report_requested", "referral_made",
          "referral_answered", "undone")  # fmt: skip


def test_custody_sees_no_answer_no_assessment_and_no_note() -> None:
    for kind in HIDDEN:
        assert shown_facts(kind, {"words": "secret"}, Sight.CUSTODY) is None
    assert shown_facts("seen", {"words": "secret"}, Sight.CUSTODY) == {}
    told = {"what": "No cord", "words": "secret"}
    assert shown_facts("told_custody", told, Sight.CUSTODY) == {"what": "No cord"}
    assert shown_facts("note", {"words": "mine"}, Sight.WHOLE) == {"words": "mine"}
    assert set(CUSTODY_SEES) <= set(KINDS)


def test_what_was_just_saved_may_be_taken_back_by_whoever_saved_it() -> None:
    soon = NOW + timedelta(minutes=9)
    assert may_take_back("seen", own=True, recorded_at=NOW, now=soon)
    check_may_take_back("seen", own=True, recorded_at=NOW, now=soon)
    for kind, own, later in (("seen", False, 1), ("seen", True, 11), ("identified", True, 1)):
        with pytest.raises(Refused, match="no longer be taken back"):
            check_may_take_back(kind, own=own, recorded_at=NOW, now=NOW + timedelta(minutes=later))


def test_only_some_kinds_are_put_right_in_place() -> None:
    assert set(CORRECTABLE) <= set(KINDS)
    check_may_correct("note")
    with pytest.raises(Refused, match="not put right in place"):
        check_may_correct("alert_raised")
    check_correction_reason("Wrong time")
    with pytest.raises(Refused, match="Say why"):
        check_correction_reason("  ")


def test_times_and_facts_that_cannot_be_are_refused() -> None:
    check_happened_at(NOW + timedelta(seconds=50), NOW)
    with pytest.raises(Refused, match="has not come yet"):
        check_happened_at(NOW + timedelta(minutes=2), NOW)
    check_not_before("closed", NOW, NOW)
    check_not_before("seen", NOW - timedelta(days=1), NOW)
    with pytest.raises(Refused, match="before they were noticed"):
        check_not_before("closed", NOW - timedelta(minutes=1), NOW)
    with pytest.raises(Refused, match="not a kind of event"):
        kind_of("danced")
    with pytest.raises(Refused, match="'luck' is not recorded here"):
        stored_facts(KINDS["seen"], {"luck": 1})


def test_facts_are_stored_plain() -> None:
    given = {"at": NOW, "who": None, "what": ["a", date(2026, 6, 10)]}
    assert stored_facts(KINDS["support_planned"], given) == {
        "at": NOW.isoformat(),
        "what": ["a", "2026-06-10"],
    }
    assert plain({"a": {1: True}}) == {"a": {"1": True}}
    with pytest.raises(TypeError, match="a fact cannot be object"):
        plain(object())


def test_every_kind_needs_a_permission_that_there_is() -> None:
    assert {kind.permission for kind in KINDS.values()} <= set(PERMISSIONS)


@pytest.mark.parametrize(
    ("born_on", "age_low", "band"),
    [
        (date(2008, 6, 11), None, "under_18"),
        (date(2008, 6, 10), None, "adult"),
        (date(2008, 6, 11), 30, "under_18"),
        (None, 17, "under_18"),
        (None, 18, "adult"),
        (None, None, "not_known"),
    ],
)
def test_whoever_may_be_under_18_is_on_the_path_for_the_young(born_on, age_low, band) -> None:
    assert age_band(born_on=born_on, age_low=age_low, on=date(2026, 6, 10)) == band


def test_a_timeline_reads_events_of_one_moment_in_their_places() -> None:
    placed = [replace(event(1, "seen"), sequence=place) for place in (3, 1, 2)]
    assert [one.sequence for one in Timeline.of([*placed, event(0, "note")]).events] == [0, 1, 2, 3]


def test_a_timeline_answers_by_kind_in_order() -> None:
    made = Timeline.of([event(9, "seen"), event(1, "note"), event(5, "seen")])
    assert [one.kind for one in made.events] == ["note", "seen", "seen"]
    assert made.last("seen") is made.events[2]
    assert made.last("closed") is None
    assert list(made.of_kind("note")) == [made.events[0]]
