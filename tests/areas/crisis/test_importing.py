"""Taking history in: all or nothing, once, audited, and nobody disturbed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.areas.crisis import queries
from alongside.areas.crisis.actions import importing
from alongside.areas.crisis.actions.importing import Force, PastUse, import_history
from alongside.areas.crisis.actions.published_counts import NewCount, import_published_counts
from alongside.areas.crisis.models import Contact, Detention, Event, PublishedCount, Task
from alongside.areas.crisis.rules.history import PastDetention
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.people.actions import bulk
from alongside.areas.people.actions.bulk import UnnamedPerson, add_people_in_bulk
from alongside.areas.people.models import Person, PersonCard, PersonIdentifier
from alongside.areas.people.queries import return_facts
from alongside.engines.matching.finder import facts_of
from alongside.foundation.audit.models import AuditEntry, AuditSubject
from alongside.foundation.audit.verify import missing_subjects, verify
from alongside.foundation.outbox.models import OutboxMessage
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)
WOMAN = UnnamedPerson("Woman aged 34, from an earlier record", sex="2", ethnicity_self="A")


@pytest.fixture
def world() -> World:
    return make_world(NOW - timedelta(days=1))


@pytest.fixture
def force(world: World) -> Force:
    return Force(world.police, "Northmoor Police")


@pytest.fixture
def statistician(world: World):
    return world[Role.FORCE_STATISTICS]


def past(number: int, **facts: object) -> PastUse:
    used = NOW - YEAR + timedelta(hours=number)
    made = PastDetention(
        key=f"k{number}",
        origin=f"file abc row {number}",
        power_used_at=used,
        reference=f"NM-{number}",
        arrived_at=used + timedelta(minutes=40),
        place_of_safety_type="emergency_department",
        transport="ambulance",
        ended_at=used + timedelta(hours=9),
        end_reason="admitted_informal",
    )
    return PastUse(replace(made, **facts), WOMAN)


def counted() -> dict[str, int]:
    models = (Contact, Detention, Event, Person, AuditEntry, AuditSubject, Task, OutboxMessage)
    return {model.__name__: model.objects.count() for model in models}


def test_each_becomes_a_closed_contact_a_detention_and_its_events(statistician, force):
    done = import_history(statistician, [past(1), past(2)], force=force, now=NOW)
    assert (done.made, done.already) == (2, 0)
    detention = Detention.objects.select_related("contact").get(imported_key="k1")
    assert detention.force_id == force.id
    assert (detention.state, detention.end_reason) == ("ended", "admitted_informal")
    assert detention.clock_starts_at == detention.power_used_at + timedelta(minutes=40)
    assert detention.contact.closed_at == detention.ended_at
    assert detention.contact.incident_reference == "NM-1"
    events = list(Event.objects.filter(contact=detention.contact).order_by("happened_at"))
    assert [event.kind for event in events] == ["opened", "power_used", "arrived", "ended"]
    assert {event.recorded_at for event in events} == {NOW}
    assert {event.recorded_by_id for event in events} == {statistician.user_id}


def test_nobody_is_told_and_no_task_is_raised(statistician, force):
    before = counted()
    import_history(statistician, [past(1)], force=force, now=NOW)
    after = counted()
    assert (after["Task"], after["OutboxMessage"]) == (before["Task"], before["OutboxMessage"])


def test_the_audit_points_at_every_record_and_still_verifies(statistician, force):
    import_history(statistician, [past(1), past(2)], force=force, now=NOW)
    entry = AuditEntry.objects.get(action="crisis.import_history")
    seen = set(AuditSubject.objects.filter(entry=entry).values_list("kind", "subject_id"))
    wanted = {("contact", pk) for pk in Contact.objects.values_list("pk", flat=True)}
    wanted |= {("person", pk) for pk in Person.objects.values_list("pk", flat=True)}
    assert seen == wanted
    assert verify().broken == ()
    assert missing_subjects() == 0


def test_the_same_again_is_left_alone(statistician, force):
    import_history(statistician, [past(1)], force=force, now=NOW)
    before = counted()
    again = import_history(statistician, [past(1)], force=force, now=NOW)
    assert (again.made, again.already) == (0, 1)
    assert counted() == before


def test_one_that_is_refused_leaves_no_trace_of_the_others(statistician, force, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    before = counted()
    tomorrow = past(5, ended_at=NOW + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        import_history(statistician, [past(1), past(2), past(3), tomorrow], force=force, now=NOW)
    assert refused.value.code == "event.in_the_future"
    assert counted() == before


def test_a_fault_in_the_audit_leaves_nothing_written(statistician, force, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the audit is down")

    monkeypatch.setattr(importing, "record", broken)
    before = counted()
    with pytest.raises(RuntimeError):
        import_history(statistician, [past(1)], force=force, now=NOW)
    assert counted() == before


def test_progress_is_told(statistician, force, monkeypatch):
    monkeypatch.setattr(importing, "BATCH", 2)
    told: list[int] = []
    uses = [past(n) for n in range(3)]
    import_history(statistician, uses, force=force, now=NOW, progress=told.append)
    assert told == [2, 3]


def test_somebody_importing_the_same_at_once_is_said_so(statistician, force, monkeypatch):
    import_history(statistician, [past(1)], force=force, now=NOW)
    real, asked = importing._not_here_yet, []

    def late(batch):
        asked.append(batch)
        return list(batch) if len(asked) == 1 else real(batch)

    monkeypatch.setattr(importing, "_not_here_yet", late)
    with pytest.raises(Refused) as refused:
        import_history(statistician, [past(1)], force=force, now=NOW)
    assert refused.value.code == "history.meanwhile"


@pytest.mark.parametrize("role", list(Role))
def test_who_may_import(world, force, role):
    if role in PERMISSIONS["history.import"]:
        assert import_history(world[role], [past(1)], force=force, now=NOW).made == 1
        return
    with pytest.raises(NotPermitted):
        import_history(world[role], [past(1)], force=force, now=NOW)
    with pytest.raises(NotPermitted):
        add_people_in_bulk(world[role], [WOMAN], issuer="x", now=NOW)
    with pytest.raises(NotPermitted):
        import_published_counts(world[role], [], now=NOW)


def test_an_imported_detention_opens_like_any_other(world, statistician, force):
    import_history(statistician, [past(1)], force=force, now=NOW)
    story = queries.contact_story(
        world[Role.LIAISON_LEAD], Contact.objects.get().id, now=NOW + timedelta(minutes=1)
    )
    assert story.held
    assert story.ended_at is not None
    assert [entry.kind for entry in story.entries] == ["opened", "power_used", "arrived", "ended"]
    assert queries.desk(world[Role.LIAISON_LEAD], now=NOW).running == ()


def test_one_without_an_end_is_not_on_the_desk(world, statistician, force):
    import_history(statistician, [past(1, ended_at=None, end_reason="")], force=force, now=NOW)
    board = queries.desk(world[Role.LIAISON_LEAD], now=NOW)
    assert (board.needs_now, board.running) == ((), ())
    assert Detention.objects.get().ended_at is None
    assert Contact.objects.get().outcome == "not_known"


# People in bulk


def test_the_same_local_reference_is_the_same_person(statistician):
    sam = replace(WOMAN, local_reference="P1")
    first = add_people_in_bulk(statistician, [sam, sam, WOMAN], issuer="Northmoor", now=NOW)
    assert first[0] == first[1] != first[2]
    later = add_people_in_bulk(statistician, [sam], issuer="Northmoor", now=NOW)
    assert later == [first[0]]
    other = add_people_in_bulk(statistician, [sam], issuer="Another force", now=NOW)
    assert other != [first[0]]
    assert Person.objects.count() == 3
    assert set(PersonIdentifier.objects.values_list("kind", "regime")) == {("local", "general")}


def test_ages_and_births_are_kept_as_told(statistician):
    people = [
        replace(WOMAN, born_on=date(1990, 5, 1), age_low=99, as_of=date(2020, 1, 1)),
        replace(WOMAN, age_low=30, age_high=34, as_of=date(2020, 1, 1)),
        replace(WOMAN, age_low=30),
    ]
    known, ranged, unknown = add_people_in_bulk(statistician, people, issuer="x", now=NOW)
    facts = return_facts([known, ranged, unknown])
    assert facts[known].birth.date_of_birth == date(1990, 5, 1)
    assert facts[known].birth.age_low is None
    assert (facts[ranged].birth.age_low, facts[ranged].birth.age_high) == (30, 34)
    assert facts[unknown].birth.as_of is None
    cards = dict(PersonCard.objects.values_list("person_id", "facts"))
    assert cards.keys() == {known}
    assert facts_of(cards[known]).births == (date(1990, 5, 1),)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"sex": "Q"}, "person.sex_unknown_code"),
        ({"ethnicity_self": "I"}, "person.ethnicity_unknown_code"),
        ({"ethnicity_officer": "I"}, "person.ethnicity_unknown_code"),
        ({"born_on": date(2030, 1, 1)}, "person.born_in_future"),
        ({"age_low": -1}, "person.age_impossible"),
        ({"age_low": 40, "age_high": 30}, "person.age_impossible"),
        ({"age_high": 126}, "person.age_impossible"),
    ],
)
def test_what_cannot_be_true_of_a_person_is_refused(statistician, facts, code):
    with pytest.raises(Refused) as refused:
        add_people_in_bulk(statistician, [WOMAN, replace(WOMAN, **facts)], issuer="x", now=NOW)
    assert refused.value.code == code
    assert Person.objects.count() == 0


def test_no_audit_no_people(statistician, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the audit is down")

    monkeypatch.setattr(bulk, "record", broken)
    with pytest.raises(RuntimeError):
        add_people_in_bulk(statistician, [WOMAN], issuer="x", now=NOW)
    assert Person.objects.count() == 0


# Published counts

COUNT = NewCount(
    source="A publisher", year="2023/24", measure="Orders", definition="What it says",
    breakdown="All", organisation_code="X1", organisation_name="A trust", count=15,
    rounding="rounded",
)  # fmt: skip


def test_published_counts_are_kept_once_and_follow_their_publisher(statistician):
    unknown = replace(COUNT, organisation_code="X2", count=None)
    first = import_published_counts(statistician, [COUNT, unknown], now=NOW)
    assert (first.new, first.changed, first.same) == (2, 0, 0)
    entries = AuditEntry.objects.count()
    again = import_published_counts(statistician, [COUNT, unknown], now=NOW)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    assert AuditEntry.objects.count() == entries
    revised = import_published_counts(statistician, [replace(COUNT, count=20)], now=NOW)
    assert (revised.new, revised.changed, revised.same) == (0, 1, 0)
    assert dict(PublishedCount.objects.values_list("organisation_code", "count")) == {
        "X1": 20, "X2": None,
    }  # fmt: skip


def test_the_same_count_twice_is_refused(statistician):
    with pytest.raises(Refused) as refused:
        import_published_counts(statistician, [COUNT, replace(COUNT, count=3)], now=NOW)
    assert refused.value.code == "counts.twice"
    assert PublishedCount.objects.count() == 0
