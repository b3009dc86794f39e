"""Who looked at a person: a visit is a line, and what is unsafe to tell waits for its day."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.engines.sharing import Category
from alongside.foundation.audit.holding import hold_back_looks, looks_held_back, release_looks
from alongside.foundation.audit.looks import looks_about
from alongside.foundation.audit.models import AuditEntry, LooksHeldBack
from alongside.foundation.audit.queries import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.audit.rules import LONGEST_HOLD, categories_shown
from alongside.kernel.actor import Actor, Role, Sector
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
PERSON = uuid.UUID(int=7)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
REASON = "A partner reads her phone, and there have been threats."


@pytest.fixture
def world() -> World:
    return make_world()


def look(actor: Actor, at: datetime, op: Op = Op.CONSULTATION, **options: object) -> None:
    fields = options.pop("fields", ("I:shown", "D:withheld"))
    why = Why(purpose=str(options.pop("purpose", "P3")), gateway="consent_common_law")
    entry = Entry(op, "test.look", Ref("person", PERSON), fields=fields, why=why, **options)  # type: ignore[arg-type]
    with transaction.atomic():
        record(actor, entry, now=at)


def hold(world: World, **options: object) -> uuid.UUID:
    terms = {"from_at": NOW, "until_at": NOW + 30 * DAY, "reason": REASON, "now": NOW, **options}
    return hold_back_looks(world[Role.INFORMATION_GOVERNANCE], PERSON, **terms)  # type: ignore[arg-type]


def test_one_visit_is_one_line_and_names_the_service_and_not_the_officer(world: World) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    look(officer, NOW, Op.SEARCH, fields=("I",))
    look(officer, NOW + 2 * MINUTE)
    look(officer, NOW + 31 * MINUTE, fields=("I:shown", "C:shown"))
    (line,) = looks_about(PERSON, now=NOW + DAY)
    assert (line.at, line.until, line.times) == (NOW, NOW + 31 * MINUTE, 3)
    assert (line.op, line.role) == (Op.CONSULTATION, Role.RESPONSE_OFFICER)
    assert (line.organisation, line.sector) == ("Northmoor Police", Sector.POLICE)
    assert line.categories == (Category.IDENTITY, Category.OWN_WORDS)
    assert line.purpose_words == "Section 136: deciding with health advice at the scene"
    assert officer.name not in repr(line)


@pytest.mark.parametrize(
    ("op", "minutes", "purpose", "lines"),
    [
        (Op.CONSULTATION, 30, "P3", 1),
        (Op.CONSULTATION, 31, "P3", 2),
        (Op.CONSULTATION, 5, "P1", 2),
        (Op.PRINT, 5, "P3", 2),
        (Op.DISCLOSURE, 5, "P3", 2),
        (Op.EXPORT, 5, "P3", 2),
        (Op.BREAK_GLASS, 5, "P3", 2),
        (Op.ALTERATION, 5, "P3", 1),
        (Op.COLLECTION, 5, "P3", 1),
    ],
)
def test_what_is_a_visit_of_its_own(
    world: World, op: Op, minutes: int, purpose: str, lines: int
) -> None:
    look(world[Role.RESPONSE_OFFICER], NOW)
    look(world[Role.RESPONSE_OFFICER], NOW + minutes * MINUTE, op, purpose=purpose)
    assert len(looks_about(PERSON, now=NOW + DAY)) == lines


def test_the_persons_own_visit_and_a_refused_look_are_no_looks(world: World) -> None:
    look(world[Role.PERSON], NOW)
    look(world[Role.DOCTOR], NOW, outcome="refused")
    assert looks_about(PERSON, now=NOW) == []
    look(world[Role.CARER], NOW)
    assert [line.role for line in looks_about(PERSON, now=NOW)] == [Role.CARER]


def test_only_since_and_no_more_than_asked_for(world: World) -> None:
    for day in range(4):
        look(world[Role.DOCTOR], NOW + day * DAY)
    assert len(looks_about(PERSON, now=NOW + 9 * DAY, since=NOW + DAY)) == 3
    (newest,) = looks_about(PERSON, now=NOW + 9 * DAY, limit=1)
    assert newest.at == NOW + 3 * DAY
    assert looks_about(uuid.uuid4(), now=NOW + 9 * DAY) == []


def test_a_look_kept_back_is_told_at_its_day_with_the_day_it_was_kept_until(world: World) -> None:
    look(world[Role.DOCTOR], NOW - DAY)
    hold(world)
    look(world[Role.RESPONSE_OFFICER], NOW + DAY)
    ends = NOW + 30 * DAY
    before = looks_about(PERSON, now=ends - timedelta(microseconds=1))
    assert [line.role for line in before] == [Role.DOCTOR]
    after = looks_about(PERSON, now=ends)
    assert [line.kept_back_until for line in after] == [ends, None]
    seen = looks_about(PERSON, now=NOW + 2 * DAY, include_held=True)
    assert len(seen) == 2


def test_a_release_tells_the_person_at_once(world: World) -> None:
    first = hold(world)
    look(world[Role.RESPONSE_OFFICER], NOW + DAY)
    assert looks_about(PERSON, now=NOW + 2 * DAY) == []
    release_looks(world[Role.LIAISON_LEAD], first, now=NOW + 3 * DAY)
    (line,) = looks_about(PERSON, now=NOW + 3 * DAY)
    assert line.kept_back_until == NOW + 3 * DAY
    look(world[Role.RESPONSE_OFFICER], NOW + 4 * DAY)
    assert looks_about(PERSON, now=NOW + 4 * DAY)[0].kept_back_until is None
    with pytest.raises(Refused, match="ended already"):
        release_looks(world[Role.LIAISON_LEAD], first, now=NOW + 5 * DAY)
    with pytest.raises(Refused, match="no such decision"):
        release_looks(world[Role.LIAISON_LEAD], uuid.uuid4(), now=NOW)


@pytest.mark.parametrize("role", Role)
def test_who_may_keep_looks_back(world: World, role: Role) -> None:
    may = role in (Role.INFORMATION_GOVERNANCE, Role.LIAISON_LEAD)
    assert (role in PERMISSIONS["looks.hold_back"]) is may
    assert (role in PERMISSIONS["looks.release"]) is may
    terms = {"from_at": NOW, "until_at": NOW + DAY, "reason": REASON, "now": NOW}
    if may:
        hold_back_looks(world[role], PERSON, **terms)  # type: ignore[arg-type]
        assert AuditEntry.objects.filter(action="audit.hold_back_looks").count() == 1
        (kept,) = looks_held_back(person_id=PERSON, now=NOW)
        assert (kept.decided_by, kept.ends_at) == (world[role].name, NOW + DAY)
    else:
        with pytest.raises(NotPermitted):
            hold_back_looks(world[role], PERSON, **terms)  # type: ignore[arg-type]
        assert not LooksHeldBack.objects.exists()


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"reason": "  because "}, "hold.reason"),
        ({"until_at": NOW}, "hold.ends_before_it_starts"),
        ({"from_at": NOW - 2 * DAY, "until_at": NOW - DAY}, "hold.already_over"),
        ({"until_at": NOW + LONGEST_HOLD + MINUTE}, "hold.too_long"),
    ],
)
def test_looks_are_not_kept_back_without_reason_or_end(
    world: World, terms: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        hold(world, **terms)
    assert refused.value.code == code


def test_a_hold_sent_twice_is_kept_once_and_those_over_are_asked_for(world: World) -> None:
    key = uuid.uuid4()
    assert hold(world, request_key=key) == hold(world, request_key=key)
    hold(world, until_at=NOW + LONGEST_HOLD)
    assert len(looks_held_back(now=NOW)) == 2
    assert len(looks_held_back(now=NOW + 30 * DAY)) == 1
    assert len(looks_held_back(now=NOW + 30 * DAY, over=True)) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"until_at": NOW - DAY},
        {"reason": ""},
        {"released_at": NOW + DAY},
        {"released_at": NOW - DAY, "released_by_id": "somebody"},
    ],
)
def test_the_database_refuses_a_hold_that_cannot_be(world: World, wrong: dict[str, object]) -> None:
    lead = world[Role.LIAISON_LEAD]
    if "released_by_id" in wrong:
        wrong = {**wrong, "released_by_id": lead.user_id}
    row = {
        "person_id": PERSON,
        "from_at": NOW,
        "until_at": NOW + DAY,
        "reason": REASON,
        "decided_at": NOW,
        "decided_by_id": lead.user_id,
        "organisation_id": lead.organisation_id,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        LooksHeldBack.objects.create(**(row | wrong))


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        (["I:shown", "C:withheld", "D:needs_justification"], (Category.IDENTITY,)),
        (["R", "I"], (Category.IDENTITY, Category.RISK)),
        (["family", "login", "I:"], (Category.IDENTITY,)),
        ([], ()),
    ],
)
def test_an_entry_says_which_kinds_it_showed(
    fields: list[str], shown: tuple[Category, ...]
) -> None:
    assert categories_shown(fields) == shown
