"""Legal holds, decisions by name, and the erasing of plan copies."""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.oversight import actions, queries
from alongside.areas.oversight.models import LegalHold, RetentionDecision
from alongside.areas.oversight.rules.retention import Record
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.picture import erasing, presence
from alongside.foundation.picture.erasing import PlanCopy
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WORDS = "Talk to me about the sea"


@dataclass
class Kept:
    """Plan copies by id, as the area that keeps them would hold them."""

    words: dict = field(default_factory=dict)
    copies: list = field(default_factory=list)

    def erase(self, copy_id, _now):
        return self.words.pop(copy_id, None) is not None


@pytest.fixture
def kept(monkeypatch, jamie):
    copy = PlanCopy(uuid.uuid4(), jamie, date(2026, 7, 1), ("helps", "worse"))
    kept = Kept({copy.id: WORDS}, [copy])
    monkeypatch.setattr(erasing, "_KEEPERS", [(lambda _today: kept.copies, kept.erase)])
    return kept


@pytest.fixture
def held(hal, jamie):
    return actions.set_legal_hold(hal, jamie, cause="inquest", reason="41/26", now=NOW)


@pytest.fixture
def long_ago(monkeypatch, jamie):
    """Jamie was last met 21 years ago."""
    then = NOW - 21 * 366 * DAY
    monkeypatch.setattr(presence, "_LAST_MET", [lambda _person: then])
    monkeypatch.setattr(presence, "_NOT_MET", [lambda _before: [jamie]])


def test_a_plan_copy_is_erased_twelve_months_after_its_review_date(kept):
    just_before = NOW.replace(year=2027, month=6, day=30)
    assert actions.erase_plan_copies(just_before) == 0
    assert actions.erase_plan_copies(just_before + DAY) == 1
    assert kept.words == {}
    assert actions.erase_plan_copies(just_before + 2 * DAY) == 0


def test_an_erasure_is_in_the_log_and_what_was_erased_is_not(kept, jamie):
    actions.erase_plan_copies(NOW.replace(year=2028))
    (entry,) = AuditEntry.objects.filter(op="erasure")
    assert entry.details["fields"] == ["helps", "worse"]
    assert [kind for kind, _ in entry.details["also"]] == ["person"]
    assert not any(WORDS in repr(row.details) for row in AuditEntry.objects.all())


def test_a_hold_keeps_a_plan_copy_and_everything_else(kept, held, hal, jamie):
    assert actions.erase_plan_copies(NOW.replace(year=2028)) == 0
    page = queries.retention_page(hal, jamie, now=NOW)
    assert all(line.due.held and not line.is_due for line in page.clocks)
    actions.lift_legal_hold(hal, held, reason="The inquest ended.", now=NOW + DAY)
    assert actions.erase_plan_copies(NOW.replace(year=2028)) == 1


def test_a_renewed_copy_is_not_erased(kept):
    kept.copies.clear()
    assert actions.erase_plan_copies(NOW.replace(year=2028)) == 0


def test_a_hold_is_set_once_and_lifted_by_whoever_set_it(held, hal, uma, jamie):
    key = uuid.uuid4()
    terms = {"cause": "complaint", "reason": "118", "now": NOW, "request_key": key}
    assert actions.set_legal_hold(hal, jamie, **terms) == actions.set_legal_hold(
        hal, jamie, **terms
    )
    assert len(queries.holds_in_force(hal)) == 2
    with pytest.raises(NotPermitted, match="Whoever set"):
        actions.lift_legal_hold(uma, held, reason="Over", now=NOW)
    with pytest.raises(Refused, match="why it is over"):
        actions.lift_legal_hold(hal, held, reason=" ", now=NOW)
    actions.lift_legal_hold(hal, held, reason="Over", now=NOW)
    with pytest.raises(Refused, match="lifted already"):
        actions.lift_legal_hold(hal, held, reason="Over", now=NOW)
    with pytest.raises(Refused, match="no such hold"):
        actions.lift_legal_hold(hal, uuid.uuid4(), reason="Over", now=NOW)


def test_disposal_is_decided_by_name_when_its_time_has_come(hal, uma, jamie, long_ago):
    assert queries.disposal_due(uma, now=NOW) == [jamie]
    terms = {"decided": "dispose", "reason": "Its time is over.", "now": NOW}
    actions.decide_retention(uma, jamie, Record.MENTAL_HEALTH, **terms)
    assert queries.disposal_due(uma, now=NOW) == []
    decided = RetentionDecision.objects.get()
    assert decided.decided_by_name == uma.name
    page = queries.retention_page(hal, jamie, now=NOW)
    assert page.decisions[0].decided == "Dispose of it"


def test_nothing_is_disposed_of_before_its_time_or_against_a_hold(hal, jamie, long_ago, held):
    terms = {"reason": "Over", "now": NOW}
    with pytest.raises(Refused, match="legal hold"):
        actions.decide_retention(hal, jamie, Record.MENTAL_HEALTH, decided="dispose", **terms)
    actions.lift_legal_hold(hal, held, reason="Over", now=NOW)
    with pytest.raises(Refused, match="time has not come"):
        actions.decide_retention(
            hal, jamie, Record.MENTAL_HEALTH, decided="dispose", died_on=date(2026, 5, 5), **terms
        )
    with pytest.raises(Refused, match="still to come"):
        actions.decide_retention(
            hal, jamie, Record.MENTAL_HEALTH, decided="keep", died_on=date(2026, 6, 11), **terms
        )
    actions.decide_retention(
        hal, jamie, Record.MENTAL_HEALTH, decided="keep", died_on=date(2026, 5, 5), **terms
    )
    page = queries.retention_page(hal, jamie, now=NOW)
    assert {line.record: line.due.on for line in page.clocks}[Record.MENTAL_HEALTH] == date(
        2036, 5, 5
    )


@pytest.mark.parametrize("role", Role)
def test_only_information_governance_holds_and_decides(world, jamie, role):
    if role is Role.INFORMATION_GOVERNANCE:
        return
    actor = world[role]
    for act in (
        lambda: actions.set_legal_hold(actor, jamie, cause="inquest", reason="1", now=NOW),
        lambda: actions.lift_legal_hold(actor, jamie, reason="1", now=NOW),
        lambda: actions.decide_retention(
            actor, jamie, Record.PROGRAMME, decided="keep", reason="1", now=NOW
        ),
        lambda: queries.retention_page(actor, jamie, now=NOW),
        lambda: queries.holds_in_force(actor),
        lambda: queries.disposal_due(actor, now=NOW),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert not LegalHold.objects.exists()


def test_nobody_has_clocks_by_an_unknown_identifier(hal):
    with pytest.raises(Refused, match="Nobody is known"):
        queries.retention_page(hal, uuid.uuid4(), now=NOW)


@pytest.mark.parametrize("wrong", [{"cause": "whim"}, {"reason": ""}, {"lifted_at": NOW}])
def test_the_database_refuses_a_hold_that_cannot_be(held, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        LegalHold.objects.filter(pk=held).update(**wrong)


@pytest.mark.parametrize("wrong", [{"decided": "burn"}, {"reason": ""}, {"record": "diary"}])
def test_the_database_refuses_a_decision_that_cannot_be(hal, jamie, wrong):
    made = actions.decide_retention(
        hal, jamie, Record.PROGRAMME, decided="keep", reason="In it still", now=NOW
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        RetentionDecision.objects.filter(pk=made).update(**wrong)
