from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.engines.sharing import (
    Agreement,
    Category,
    Consent,
    Duty,
    Outcome,
    PersonFacts,
    Purpose,
)
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.record import Op
from alongside.foundation.picture.compose import (
    compose,
    compose_part,
    look_at,
    purposes_for,
)
from alongside.foundation.picture.deciding import require_category
from alongside.foundation.picture.panels import Panel, PanelBody, Place
from alongside.foundation.picture.pictures import DUTIES
from alongside.kernel.actor import Role, Sector
from alongside.kernel.period import Period
from alongside.kernel.refusal import NotPermitted

pytestmark = pytest.mark.django_db
P3 = Purpose.S136_TO_POLICE


@pytest.fixture
def panel(registry):
    """Register a panel and answer how often it was loaded."""
    loads = []

    def add(name, category, place=Place.REST, newest_at=None, content="something"):
        def load(viewer, person_id, now):
            loads.append(name)
            return None if content is None else PanelBody(content, newest_at)

        registry.register(Panel(name, name.title(), category, place, load, "x.jinja"))
        return loads

    return add


@pytest.fixture
def look(registry, officer, person_id, now):
    def at(purpose=P3, viewer=officer, **options):
        return compose(viewer, person_id, purpose=purpose, reason="with them", now=now, **options)

    return at


def test_panels_stand_in_the_fixed_order_and_the_rest_newest_first(panel, look, now):
    panel("old", Category.RISK, newest_at=now - timedelta(days=3))
    panel("undated", Category.IDENTITY)
    panel("new", Category.RISK, newest_at=now)
    panel("ring", Category.IDENTITY, Place.WHO_TO_RING)
    panel("safety", Category.MEDICAL_SAFETY, Place.SAFETY)
    panel("words", Category.OWN_WORDS, Place.WORDS)
    order = [shown.name for shown in look().shown]
    assert order == ["words", "safety", "ring", "new", "old", "undated"]


def test_nothing_of_a_withheld_category_is_even_loaded(panel, look):
    loads = panel("notes", Category.CLINICAL)
    panel("who", Category.IDENTITY)
    assert [shown.name for shown in look().shown] == ["who"]
    assert loads == ["who"]


def test_counts_are_never_part_of_a_persons_page(panel, look):
    loads = panel("counts", Category.AGGREGATE)
    assert look().shown == ()
    assert loads == []


def test_a_panel_with_nothing_to_show_is_left_out(panel, look):
    panel("empty", Category.RISK, content=None)
    assert look().shown == ()


def test_what_is_held_back_is_the_same_whether_or_not_anything_exists(panel, look):
    without = look().withheld
    panel("notes", Category.CLINICAL)
    assert look().withheld == without
    assert {line.category for line in without} == {
        Category.CLINICAL,
        Category.OFFENCE,
        Category.SAFEGUARDING,
        Category.VICTIM,
    }
    assert all(line.sentence and line.next_step for line in without)


def test_one_look_is_one_entry_with_purpose_ground_and_reason(panel, look, person_id):
    panel("who", Category.IDENTITY)
    panel("risk", Category.RISK)
    look()
    entry = AuditEntry.objects.get()
    assert (entry.op, entry.action, entry.subject_id) == (
        "consultation",
        "picture.compose",
        person_id,
    )
    assert entry.details["purpose"] == "P3"
    assert entry.details["gateway"] == "overriding_public_interest"
    assert entry.details["reason"] == "with them"
    assert entry.details["regime"] == "general"
    assert "I:shown" in entry.details["fields"]
    assert "D:needs_justification" in entry.details["fields"]


def test_a_look_in_the_law_enforcement_regime_is_logged_as_one(officer, look):
    supervisor = replace(officer, role=Role.POLICE_SUPERVISOR)
    look(Purpose.PUBLIC_PROTECTION, supervisor)
    assert AuditEntry.objects.get().details["regime"] == "law_enforcement"


def test_a_print_is_logged_as_a_print(look):
    look(op=Op.PRINT)
    assert AuditEntry.objects.get().op == "print"


def test_when_the_look_cannot_be_logged_nothing_is_shown(monkeypatch, panel, look):
    panel("who", Category.IDENTITY)

    def broken(*_arguments, **_options):
        raise OSError("the disk is full")

    monkeypatch.setattr("alongside.foundation.audit.record.link_hash", broken)
    with pytest.raises(OSError, match="disk is full"):
        look()


def test_a_refused_look_is_logged_too(panel, officer, look):
    panel("who", Category.IDENTITY)
    resting = replace(officer, on_duty=False)
    picture = look(viewer=resting)
    assert picture.shown == ()
    assert picture.why.ground == ""
    assert {line.outcome for line in picture.withheld} == {Outcome.WITHHELD}
    assert AuditEntry.objects.get().details["outcome"] == "refused"


def test_consent_on_record_opens_what_needs_it(registry, panel, officer, look, person_id, now):
    panel("words", Category.OWN_WORDS, Place.WORDS)
    sergeant = replace(officer, role=Role.CUSTODY_OFFICER)
    assert look(Purpose.CUSTODY, sergeant).shown == ()
    consent = Consent(Purpose.CUSTODY, Category.OWN_WORDS, Period(now - timedelta(days=1)))
    asked = []

    def facts(about, at):
        asked.append((about, at))
        return PersonFacts(consents=frozenset({consent}))

    registry.learn_facts_from(facts)
    assert [shown.name for shown in look(Purpose.CUSTODY, sergeant).shown] == ["words"]
    assert asked == [(person_id, now)]


def test_a_panel_registered_twice_stands_once(panel, look):
    panel("who", Category.IDENTITY)
    panel("who", Category.IDENTITY)
    assert len(look().shown) == 1
    assert look().shown[0].anchor == "who"


def test_the_agreement_relied_on_is_in_the_log(registry, panel, officer, look, now):
    panel("risk", Category.RISK)
    since = Period(now - timedelta(days=1))
    routine = Purpose.CRISIS_PLAN
    clinician = replace(
        officer, role=Role.CONTROL_ROOM_CLINICIAN, sector=Sector.MENTAL_HEALTH_TRUST
    )
    signed = Agreement(
        "agreed-7",
        frozenset({str(officer.organisation_id), "another"}),
        frozenset({routine}),
        frozenset({Category.IDENTITY, Category.RISK}),
        since,
    )
    yes = Consent(routine, Category.RISK, since)
    facts = PersonFacts(is_child=False, consents=frozenset({yes}), agreements=frozenset({signed}))
    registry.learn_facts_from(lambda _about, _at: facts)
    assert [shown.name for shown in look(routine, clinician).shown] == ["risk"]
    assert AuditEntry.objects.get().details["agreement"] == "agreed-7"


def test_what_the_decision_asks_of_the_viewer_is_said_in_words(panel, look):
    panel("who", Category.IDENTITY)
    assert any("Tell the person later" in words for words in look(Purpose.IMMEDIATE_DANGER).duties)


def test_every_duty_has_its_words():
    assert set(DUTIES) == set(Duty)


class TestPart:
    @pytest.fixture
    def part(self, registry, officer, person_id, now):
        def at(viewer=officer, purpose=P3, **options):
            return compose_part(viewer, person_id, purpose=purpose, now=now, **options)

        return at

    def test_only_panels_that_stand_there_are_loaded(self, panel, part):
        loads = panel("words", Category.OWN_WORDS, Place.WORDS)
        panel("who", Category.IDENTITY)
        picture = part(places=(Place.WORDS,))
        assert [shown.name for shown in picture.shown] == ["words"]
        assert loads == ["words"]

    def test_it_is_one_entry_that_names_only_what_was_asked_for(self, panel, part, person_id):
        panel("words", Category.OWN_WORDS, Place.WORDS)
        panel("plan", Category.OWN_WORDS, Place.WORDS)
        panel("who", Category.IDENTITY)
        part(places=(Place.WORDS,))
        entry = AuditEntry.objects.get()
        assert (entry.op, entry.subject_id) == ("consultation", person_id)
        assert entry.details["fields"] == ["C:shown"]

    def test_only_panels_of_the_kinds_asked_for_are_loaded(self, panel, part):
        loads = panel("words", Category.OWN_WORDS, Place.WORDS)
        panel("who", Category.IDENTITY)
        assert [shown.name for shown in part(categories=(Category.IDENTITY,)).shown] == ["who"]
        assert loads == ["who"]

    def test_what_is_held_back_is_not_loaded_and_says_so(self, panel, part, officer):
        loads = panel("words", Category.OWN_WORDS, Place.WORDS)
        sergeant = replace(officer, role=Role.CUSTODY_OFFICER)
        picture = part(sergeant, Purpose.CUSTODY, places=(Place.WORDS,))
        assert (picture.shown, loads) == ((), [])
        assert [line.category for line in picture.withheld] == [Category.OWN_WORDS]
        assert [line.category for line in picture.breakable] == [Category.OWN_WORDS]

    def test_style_sheets_of_its_panels_come_with_it_once(self, registry, part):
        for name in ("one", "two"):
            registry.register(
                Panel(
                    name,
                    name,
                    Category.IDENTITY,
                    Place.REST,
                    lambda *_: PanelBody("x"),
                    "x.jinja",
                    style="plans/plans.css",
                )
            )
        assert part().styles == ("plans/plans.css",)


class TestOneCategory:
    def test_it_is_loaded_and_logged_when_allowed(self, registry, officer, person_id, now):
        found = look_at(
            officer, person_id, Category.OWN_WORDS, load=lambda: "calm", purpose=P3, now=now
        )
        assert found == "calm"
        assert AuditEntry.objects.get().details["fields"] == ["C:shown"]

    def test_it_is_not_loaded_but_logged_when_withheld(self, registry, officer, person_id, now):
        def load():
            raise AssertionError("loaded though withheld")

        found = look_at(officer, person_id, Category.CLINICAL, load=load, purpose=P3, now=now)
        assert found is None
        assert AuditEntry.objects.get().details["fields"] == ["D:needs_justification"]

    def test_requiring_it_refuses_with_the_decisions_own_sentence(
        self, registry, officer, person_id, now
    ):
        assert require_category(officer, P3, Category.IDENTITY, now=now).ground
        with pytest.raises(NotPermitted) as refused:
            require_category(officer, P3, Category.OFFENCE, now=now, person_id=person_id)
        assert refused.value.code == "sharing.withheld"
        assert "not shared for this purpose" in refused.value.message
        assert refused.value.next_step


def test_the_usual_purpose_is_offered_first(officer, now):
    offered = purposes_for(officer, now)
    assert offered[0] == (P3, "Section 136: deciding with health advice at the scene")
    assert purposes_for(replace(officer, sector=Sector.CHARITY), now) == []
