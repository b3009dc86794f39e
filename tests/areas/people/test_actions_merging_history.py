"""Any sequence of joins, partings and writes ends where the history says."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.areas.people import actions
from alongside.areas.people.actions import NewAddress, NewPerson
from alongside.areas.people.actions.merging import Agreed, merge_people
from alongside.areas.people.actions.parting import Apart, part_people
from alongside.areas.people.models import (
    Person,
    PersonAddress,
    PersonCard,
    PersonName,
    PersonPhone,
    PersonWords,
)
from alongside.areas.people.queries.merging_rows import standing_key
from alongside.foundation.audit.verify import verify
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused

pytestmark = pytest.mark.django_db
START = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
KNOW = "They were asked and said so"
PEOPLE = 4
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1)),
        st.tuples(st.just("part"), st.integers(0, 3), st.booleans()),
        st.tuples(st.just("live"), st.integers(0, PEOPLE - 1), st.integers(0, 5)),
        st.tuples(st.just("say"), st.integers(0, PEOPLE - 1), st.integers(0, 5)),
    ),
    min_size=3,
    max_size=9,
)


@dataclass
class Joined:
    """One join as the history has it: who stood, who was joined, what each had then."""

    key: object
    kept: object
    other: object
    came: set
    stood: set


@dataclass
class History:
    """What has to be true, worked out without the ledger: whose each thing is."""

    owner: dict = field(default_factory=dict)
    joined: list = field(default_factory=list)

    def join(self, key, kept, other):
        came = {row for row, whose in self.owner.items() if whose == other}
        stood = {row for row, whose in self.owner.items() if whose == kept}
        self.owner |= dict.fromkeys(came, kept)
        self.joined.append(Joined(key, kept, other, came, stood))

    def part(self, join, *, theirs):
        """Give back what came, and what was recorded since where it is said to be theirs."""
        self.joined.remove(join)
        later = set().union(*(one.came for one in self.joined if one.kept == join.kept), set())
        for row, whose in list(self.owner.items()):
            since = row not in join.came | join.stood | later
            if whose == join.kept and (row in join.came or (since and theirs)):
                self.owner[row] = join.other


def rows_now():
    """Whose each address and each set of words is."""
    found = {}
    for model in (PersonAddress, PersonWords):
        found |= {str(pk): whose for pk, whose in model.objects.values_list("pk", "person_id")}
    return found


def fresh(history):
    return {row: whose for row, whose in rows_now().items() if row not in history.owner}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_history_of_joins_and_partings_ends_where_it_says(steps, on_duty_once):
    lead, officer = on_duty_once
    with transaction.atomic():
        _play(steps, lead, officer)
        transaction.set_rollback(True)


@pytest.fixture
def on_duty_once(on_duty):
    return on_duty(Role.LIAISON_LEAD), on_duty(Role.RESPONSE_OFFICER)


def _play(steps, lead, officer):
    people = [
        actions.add_person(
            officer,
            NewPerson(given=name, family="Marsh", phone=f"07700 90012{n // 2}"),
            now=START + timedelta(minutes=n),
        )
        for n, name in enumerate(("Ann", "Bea", "Cat", "Dot"))
    ]
    history, now = History(rows_now()), START + timedelta(hours=1)
    for step in steps:
        now += timedelta(minutes=1)
        STEP[step[0]](history, people, step[1:], lead=lead, now=now)
        check(history, people)
    for join in reversed(list(history.joined)):
        now += timedelta(minutes=1)
        _undo(history, join, theirs=False, lead=lead, now=now)
    check(history, people)
    assert not Person.objects.exclude(merged_into=None).exists()
    assert [PersonName.objects.get(person_id=key).given for key in people] == [
        "Ann",
        "Bea",
        "Cat",
        "Dot",
    ]
    assert not verify().broken


def _join(history, people, said, *, lead, now):
    one, another = (people[n] for n in said)
    if one == another or standing_key(one) != one or standing_key(another) != another:
        with pytest.raises(Refused):
            merge_people(lead, Agreed(KNOW), one=one, another=another, now=now)
        return
    key = merge_people(lead, Agreed(KNOW), one=one, another=another, now=now)
    kept = standing_key(one)
    history.join(key, kept, another if kept == one else one)


def _part(history, people, said, *, lead, now):
    if history.joined:
        which, theirs = said
        join = history.joined[which % len(history.joined)]
        _undo(history, join, theirs=theirs, lead=lead, now=now)


def _undo(history, join, *, theirs, lead, now):
    every = {f"people.PersonAddress:{row}" for row in history.owner}
    every |= {f"people.PersonWords:{row}" for row in history.owner}
    apart, refused = Apart(KNOW, every if theirs else ()), ""
    try:
        with transaction.atomic():
            part_people(lead, join.key, apart, now=now)
    except Refused as error:
        refused = error.code
    later = history.joined[history.joined.index(join) + 1 :]
    if any(join.kept in (one.kept, one.other) for one in later):
        assert refused in ("", "unmerge.later_join")
    else:
        assert refused == ""
    if not refused:
        history.part(join, theirs=theirs)


def _live(history, people, said, *, lead, now):
    person, number = people[said[0]], said[1]
    actions.add_address(lead, person, NewAddress(f"{number} Mill Lane"), now=now)
    history.owner |= fresh(history)


def _say(history, people, said, *, lead, now):
    person, number = people[said[0]], said[1]
    actions.record_words(lead, person, text=f"Words {number}", helps="", worse="", now=now)
    history.owner |= fresh(history)


STEP = {"join": _join, "part": _part, "live": _live, "say": _say}


def check(history, people):
    """Everything is where the history says; nothing is left under a key that leads elsewhere."""
    assert rows_now() == history.owner
    leading = set(Person.objects.exclude(merged_into=None).values_list("pk", flat=True))
    assert leading == {join.other for join in history.joined}
    assert not leading & set(history.owner.values())
    assert not PersonCard.objects.filter(person_id__in=leading).exists()
    assert PersonPhone.objects.count() == PEOPLE
    for person in set(people) - leading:
        own = PersonAddress.objects.filter(person_id=person)
        assert own.filter(current=True).count() == min(own.count(), 1)
