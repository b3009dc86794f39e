"""Changing a scheme: who may, once, all or nothing, audited, and both versions shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from alongside.areas.placements.actions import scheme_writing
from alongside.areas.placements.actions.scheme_buddies import (
    NewBuddy,
    add_buddy,
    change_buddy,
    part_from_buddy,
)
from alongside.areas.placements.actions.scheme_cohorts import NewCohort, add_cohort, change_cohort
from alongside.areas.placements.actions.scheme_learners import (
    LearnerChange,
    add_learners,
    change_learner,
    withdraw_learner,
)
from alongside.areas.placements.actions.scheme_patterns import (
    NewPattern,
    add_pattern,
    change_pattern,
)
from alongside.areas.placements.actions.scheme_services import (
    NewService,
    add_service,
    change_service,
    part_from_service,
)
from alongside.areas.placements.actions.schemes import (
    SchemeWords,
    change_scheme,
    change_weights,
    end_scheme,
    make_scheme,
)
from alongside.areas.placements.actions.taking_in import Beginning, take_in_scheme
from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    PlacementPattern,
    PlacementScheme,
    PlacementService,
    ServiceBuddy,
    ServiceShift,
)
from alongside.areas.placements.queries.documents import scheme_document
from alongside.areas.placements.queries.examples import example_document
from alongside.areas.placements.queries.scheme_files import whole_document
from alongside.areas.placements.queries.seeing import schemes_for
from alongside.areas.placements.rules.intake import intake_of
from alongside.areas.placements.rules.learners import LearnerFacts
from alongside.areas.placements.rules.services import Hours
from alongside.engines.scheduling.reading import scheme_from
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.placing import MONDAY, Placing
from tests.support.world import NOW, on_duty

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ROWS = (
    Learner,
    PlacementCohort,
    PlacementPattern,
    PlacementScheme,
    PlacementService,
    ServiceBuddy,
    ServiceShift,
)
Act = Callable[[Placing, Actor], object]
FORTNIGHT = (MONDAY, MONDAY + timedelta(days=11))
OAK = NewService("Oak Ward", "ward", shifts=(Hours("early", "08:00", "15:30"),))


def cohort_of(placing: Placing, name: str = "July 2026") -> NewCohort:
    return NewCohort(name, placing.cohort.pattern_id, *FORTNIGHT)


def ann(placing: Placing) -> Learner:
    return placing.learners["PC Ann Ash"]


def sister(placing: Placing) -> ServiceBuddy:
    return placing.services["larch"].buddies.get()


ACTS: dict[str, Act] = {
    "make_scheme": lambda p, who: make_scheme(who, "Another", now=NOW),
    "take_in_scheme": lambda p, who: take_in_scheme(
        who, intake_of(example_document("care_home")), Beginning(), now=NOW
    ),
    "change_scheme": lambda p, who: change_scheme(
        who, p.scheme.id, SchemeWords("Renamed"), version=1, now=NOW
    ),
    "change_weights": lambda p, who: change_weights(
        who, p.scheme.id, {"repeat": 9}, version=1, now=NOW
    ),
    "end_scheme": lambda p, who: end_scheme(who, p.scheme.id, now=NOW),
    "add_pattern": lambda p, who: add_pattern(
        who, p.scheme.id, NewPattern("ward alone", [{"kind": "ward", "days": 3}]), now=NOW
    ),
    "change_pattern": lambda p, who: change_pattern(
        who,
        p.cohort.pattern_id,
        NewPattern("other", [{"kind": "ward", "days": 3}]),
        version=1,
        now=NOW,
    ),
    "add_service": lambda p, who: add_service(who, p.scheme.id, OAK, now=NOW),
    "change_service": lambda p, who: change_service(
        who, p.services["larch"].id, OAK, version=1, now=NOW
    ),
    "part_from_service": lambda p, who: part_from_service(who, p.services["larch"].id, now=NOW),
    "add_buddy": lambda p, who: add_buddy(
        who, p.services["larch"].id, NewBuddy("Nurse Bo"), now=NOW
    ),
    "change_buddy": lambda p, who: change_buddy(
        who, sister(p).id, NewBuddy("Sister Bo"), version=1, now=NOW
    ),
    "part_from_buddy": lambda p, who: part_from_buddy(who, sister(p).id, now=NOW),
    "add_cohort": lambda p, who: add_cohort(who, p.scheme.id, cohort_of(p), now=NOW),
    "change_cohort": lambda p, who: change_cohort(
        who, p.cohort.id, cohort_of(p, "Renamed"), version=1, now=NOW
    ),
    "add_learners": lambda p, who: add_learners(
        who, p.cohort.id, [LearnerFacts("PC New Nash")], now=NOW
    ),
    "change_learner": lambda p, who: change_learner(
        who,
        ann(p).id,
        LearnerChange(LearnerFacts("PC Ann Ash", excluded=["larch"]), p.cohort.id),
        version=1,
        now=NOW,
    ),
    "withdraw_learner": lambda p, who: withdraw_learner(who, ann(p).id, "Moved", now=NOW),
}


def everything() -> dict[str, list]:
    return {row.__name__: list(row.objects.order_by("pk").values()) for row in ROWS}


def test_a_coordinator_of_the_scheme_may_and_nobody_else_does(placing: Placing):
    before = everything()
    stranger = on_duty(Role.PLACEMENT_COORDINATOR, placing.world.council, name="Test elsewhere")
    resting = replace(placing.coordinator, on_duty=False)
    new = {"make_scheme", "take_in_scheme"}
    for name, act in ACTS.items():
        for role in set(Role) - {Role.PLACEMENT_COORDINATOR}:
            with pytest.raises(NotPermitted):
                act(placing, placing.world[role])
        with pytest.raises(NotPermitted):
            act(placing, resting)
        if name not in new:
            with pytest.raises(Refused) as refused:
                act(placing, stranger)
            assert refused.value.code == "scheme.not_found", name
    assert everything() == before


def test_each_change_is_audited_and_without_its_audit_nothing_is_written(placing, monkeypatch):
    def no_audit(*_: object, **__: object) -> None:
        raise RuntimeError("no audit today")

    for name, act in ACTS.items():
        before = everything()
        with monkeypatch.context() as broken:
            broken.setattr(scheme_writing, "record", no_audit)
            with pytest.raises(RuntimeError, match="no audit"):
                act(placing, placing.coordinator)
        assert everything() == before, name
    for name, act in ACTS.items():
        with transaction.atomic():
            act(placing, placing.coordinator)
            entry = AuditEntry.objects.order_by("-pk").first()
            assert entry.action == f"placements.{name}", name
            transaction.set_rollback(True)


def test_the_partner_of_a_scheme_keeps_it_too(placing: Placing):
    partner = on_duty(Role.PLACEMENT_COORDINATOR, placing.world.trust, name="Test partner")
    assert schemes_for(partner).get() == placing.scheme
    add_service(partner, placing.scheme.id, OAK, now=NOW)
    assert placing.scheme.services.filter(code="oak_ward").exists()


@pytest.mark.parametrize(
    "name",
    [
        "change_scheme",
        "change_weights",
        "change_pattern",
        "change_service",
        "change_buddy",
        "change_cohort",
        "change_learner",
    ],
)
def test_an_edit_of_an_older_version_shows_what_it_says_now(placing: Placing, name: str):
    for rows in (PlacementScheme, PlacementPattern, PlacementService, ServiceBuddy):
        rows.objects.update(version=2)
    PlacementCohort.objects.update(version=2)
    Learner.objects.update(version=2)
    before = everything()
    with pytest.raises(Conflict) as clash:
        ACTS[name](placing, placing.coordinator)
    assert clash.value.theirs
    assert everything() == before


def test_a_form_that_is_sent_twice_is_saved_once(placing: Placing):
    key = uuid4()
    who, larch = placing.coordinator, placing.services["larch"].id
    twice: list[Callable[[], UUID]] = [
        lambda: make_scheme(who, "Another", now=NOW, request_key=key),
        lambda: add_service(who, placing.scheme.id, OAK, now=NOW, request_key=uuid4()),
    ]
    twice[0]()
    twice[0]()
    assert PlacementScheme.objects.filter(name="Another").count() == 1
    key = uuid4()
    for _ in range(2):
        add_buddy(who, larch, NewBuddy("Nurse Bo"), now=NOW, request_key=key)
    assert placing.services["larch"].buddies.count() == 2


def test_a_third_seat_needs_a_reason(placing: Placing):
    with pytest.raises(Refused) as refused:
        add_service(placing.coordinator, placing.scheme.id, replace(OAK, seats=3), now=NOW)
    assert (refused.value.code, refused.value.field) == ("service.why_more", "why_more")
    agreed = replace(OAK, seats=3, why_more="Two wards with one door")
    add_service(placing.coordinator, placing.scheme.id, agreed, now=NOW)
    assert PlacementService.objects.get(name="Oak Ward").seats == 3


def test_a_buddy_is_somebody_with_that_role_in_either_organisation(placing: Placing):
    larch, who = placing.services["larch"].id, placing.coordinator
    buddy = placing.buddy.user_id
    add_buddy(who, larch, NewBuddy("Nurse Bo", user_id=buddy), now=NOW)
    stranger = on_duty(Role.PLACEMENT_BUDDY, placing.world.council, name="Test far").user_id
    for account in (placing.learner.user_id, stranger):
        with pytest.raises(Refused, match="does not hold the role"):
            add_buddy(who, larch, NewBuddy("Nurse Cy", user_id=account), now=NOW)
    with pytest.raises(Refused, match="from 1 to 2"):
        add_buddy(who, larch, NewBuddy("Nurse Di", load=3), now=NOW)


def test_of_many_that_are_pasted_all_are_added_or_none(placing: Placing):
    people = [LearnerFacts("PC Eve Elm"), LearnerFacts("PC Ann Ash")]
    with pytest.raises(Refused, match="PC Ann Ash is in this scheme already"):
        add_learners(placing.coordinator, placing.cohort.id, people, now=NOW)
    wrong = [LearnerFacts("PC Eve Elm"), LearnerFacts("PC Gus Gorse", prefers=["oak"])]
    with pytest.raises(Refused, match="PC Gus Gorse: “oak” is not a service here"):
        add_learners(placing.coordinator, placing.cohort.id, wrong, now=NOW)
    assert Learner.objects.count() == 4
    add_learners(placing.coordinator, placing.cohort.id, people[:1], now=NOW)
    assert Learner.objects.filter(name="PC Eve Elm", cohort=placing.cohort).exists()


def test_who_left_and_what_ended_is_not_changed_any_more(placing: Placing):
    who = placing.coordinator
    for name, code in (
        ("withdraw_learner", "learner.withdrawn"),
        ("part_from_buddy", "buddy.left"),
        ("part_from_service", "service.left"),
        ("end_scheme", "scheme.ended"),
    ):
        ACTS[name](placing, who)
        with pytest.raises(Refused) as refused:
            ACTS[name](placing, who)
        assert refused.value.code == code
    document = scheme_document(PlacementScheme.objects.get())
    assert "PC Ann Ash" not in {one["name"] for one in document["officers"]}
    assert "larch" not in {one["code"] for one in document["services"]}


def test_somebody_is_withdrawn_with_a_reason(placing: Placing):
    with pytest.raises(Refused, match="Say why"):
        withdraw_learner(placing.coordinator, ann(placing).id, " ", now=NOW)


Wrong = Callable[[Placing, Actor], object]
WRONG: list[tuple[str, Wrong]] = [
    ("scheme.name_taken", lambda p, who: make_scheme(who, p.scheme.name, now=NOW)),
    ("scheme.no_name", lambda p, who: make_scheme(who, " ", now=NOW)),
    (
        "scheme.partner",
        lambda p, who: make_scheme(who, "New", partner_id=who.organisation_id, now=NOW),
    ),
    ("scheme.partner", lambda p, who: make_scheme(who, "New", partner_id=uuid4(), now=NOW)),
    (
        "scheme.name_taken",
        lambda p, who: add_service(who, p.scheme.id, replace(OAK, name="Larch Ward"), now=NOW),
    ),
    (
        "cohort.pattern",
        lambda p, who: add_cohort(
            who, p.scheme.id, replace(cohort_of(p), pattern_id=uuid4()), now=NOW
        ),
    ),
    (
        "learner.cohort",
        lambda p, who: change_learner(
            who, ann(p).id, LearnerChange(LearnerFacts("PC Ann Ash"), uuid4()), version=1, now=NOW
        ),
    ),
    (
        "shift.outside_day",
        lambda p, who: change_scheme(
            who, p.scheme.id, SchemeWords("x", day_starts="09:00"), version=1, now=NOW
        ),
    ),
    (
        "scheme.day",
        lambda p, who: change_scheme(
            who, p.scheme.id, SchemeWords("x", day_starts="21:00"), version=1, now=NOW
        ),
    ),
]


def test_names_are_given_once_and_parts_belong_to_their_scheme(placing: Placing):
    for code, wrong in WRONG:
        with pytest.raises(Refused) as refused:
            wrong(placing, placing.coordinator)
        assert refused.value.code == code


def test_an_example_that_is_taken_in_and_written_out_is_the_same_scheme(placing: Placing):
    for code in ("sheffield", "riding_along"):
        document = example_document(code)
        made = take_in_scheme(
            placing.coordinator,
            intake_of(document),
            Beginning(partner_id=placing.world.trust),
            now=NOW,
        )
        row = PlacementScheme.objects.get(pk=made)
        again = scheme_from(whole_document(row))
        first = scheme_from(document)
        assert _ordered(again) == _ordered(first)
        assert row.learner_word == document["about"]["learner_word"]
        assert intake_of(whole_document(row)).about["badge"] == document["about"]["badge"]


def _ordered(scheme):
    return replace(
        scheme,
        services=tuple(sorted(scheme.services, key=lambda one: one.code)),
        officers=tuple(sorted(scheme.officers, key=lambda one: one.name)),
        cohorts=tuple(sorted(scheme.cohorts, key=lambda one: one.name)),
    )


def test_a_file_with_one_wrong_row_leaves_nothing(placing: Placing):
    before = everything()
    spoils: list[tuple[Callable[[dict], object], str]] = [
        (lambda d: d["services"][2].update(seats=3), "services (Unit for brain injury): At most"),
        (lambda d: d["services"][0].update(flags=["drug user"]), "is not a mark"),
        (lambda d: d["services"][0].update(note="x" * 301), "note has more than 300 letters"),
        (lambda d: d.update(name="x" * 121), "name has more than 120 letters"),
        (lambda d: d["services"][0]["shifts"][0].update(name="y" * 41), "too long for the name"),
        (lambda d: d["services"][1].update(name="Unit for early-onset dementia"), "there twice"),
        (lambda d: d["cohorts"][2].update(induction="2027-01-01"), "cohorts (October): The ind"),
        (lambda d: d["officers"][11].update(vetted_on="soon"), "officers (PC Wil Yardley): “soon”"),
    ]
    for spoil, says in spoils:
        document = example_document("care_home")
        spoil(document)
        with pytest.raises(Refused) as refused:
            take_in_scheme(placing.coordinator, intake_of(document), Beginning(), now=NOW)
        assert says in refused.value.message
        assert everything() == before
    document = example_document("care_home")
    document["services"][2]["seats"] = 3
    said = Beginning("Ours", why_more="A double unit")
    take_in_scheme(placing.coordinator, intake_of(document), said, now=NOW)
    assert PlacementService.objects.get(code="brain_injury").why_more == "A double unit"
