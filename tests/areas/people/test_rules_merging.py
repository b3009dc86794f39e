"""What joining does to rows, what parting gives back, and which keys are one person's."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.people.rules.merging.evidence import check_reason, evidence
from alongside.areas.people.rules.merging.outcome import consequences, refusals, stands_before
from alongside.areas.people.rules.merging.pairs import check_asked, pair_of
from alongside.areas.people.rules.merging.parting import (
    Parting,
    check_partable,
    part,
    restored,
    sides_since,
)
from alongside.areas.people.rules.merging.settling import (
    Joining,
    check_joinable,
    clashes,
    settle,
)
from alongside.areas.people.rules.merging.shapes import Change, Row, Side, Table
from alongside.areas.people.rules.merging.spans import Join, Span, spans_of
from alongside.areas.people.rules.merging.tables import BY_MODEL
from alongside.engines.matching.model import Facts, NameFacts
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
A, B, C = (UUID(int=n) for n in (1, 2, 3))
KEPT, OTHER = Side.KEPT, Side.OTHER


def joining(chosen=None, held=None):
    none = {KEPT: (), OTHER: ()}
    return Joining(A, B, "lead", NOW, chosen or {}, held or none)


def row(table, key, side, **values):
    """A row of a table with nothing said but this."""
    person = A if side is KEPT else B
    blank = dict.fromkeys(BY_MODEL[table].read)
    return Row(key, side, blank | {BY_MODEL[table].person: person} | values)


def done(table, rows, **said):
    return {one.key: one for one in settle(BY_MODEL[table], rows, joining(**said))}


def choice(key, side, kind="consent", ends_at=None, category="C"):
    return row(
        "plans.SharingChoice",
        key,
        side,
        kind=kind,
        ends_at=ends_at,
        category=category,
        recipient="police",
        purpose="",
    )


LATER = NOW + timedelta(days=9)


@pytest.mark.parametrize(
    ("rows", "held", "set_aside"),
    [
        ([("a", KEPT, "objection"), ("b", OTHER, "consent")], {}, {"b"}),
        ([("a", KEPT, "consent"), ("b", OTHER, "objection")], {}, {"a"}),
        ([("a", KEPT, "consent"), ("b", OTHER, "capacity")], {}, {"a", "b"}),
        ([("a", KEPT, "consent"), ("b", OTHER, "consent")], {}, {"b"}),
        ([("a", KEPT, "consent"), ("b", OTHER, "consent", LATER)], {}, {"a"}),
        ([("a", KEPT, "consent", LATER), ("b", OTHER, "consent")], {}, {"b"}),
        ([("a", KEPT, "objection", LATER), ("b", OTHER, "objection")], {}, {"a"}),
        ([("a", KEPT, "objection"), ("b", OTHER, "objection", LATER)], {}, {"b"}),
        ([("a", KEPT, "consent")], {OTHER: "C"}, {"a"}),
        ([("a", KEPT, "consent")], {OTHER: "IR"}, set()),
        ([("b", OTHER, "consent")], {KEPT: "C"}, {"b"}),
        ([("a", KEPT, "objection")], {OTHER: "C"}, set()),
    ],
)
def test_of_two_choices_about_sharing_the_more_protective_stands(rows, held, set_aside):
    held = {KEPT: held.get(KEPT, ""), OTHER: held.get(OTHER, "")}
    answers = done("plans.SharingChoice", [choice(*one) for one in rows], held=held)
    assert {key for key, one in answers.items() if one.after["withdrawn_at"]} == set_aside


def test_a_choice_taken_back_already_is_left_alone():
    old = choice("a", KEPT)
    old.values["withdrawn_at"] = NOW
    assert not done("plans.SharingChoice", [old], held={KEPT: "", OTHER: "C"})["a"].changes


def test_every_way_in_is_closed_and_says_why():
    doors = [
        row("plans.Door", "a", KEPT, as_whom="person"),
        row("plans.Door", "b", OTHER, as_whom="carer"),
        row("plans.Door", "c", OTHER, as_whom="carer", closed_at=NOW, closed_why="by_person"),
    ]
    answers = done("plans.Door", doors)
    assert [answers[key].after["closed_why"] for key in "abc"] == [
        "by_staff",
        "by_staff",
        "by_person",
    ]
    assert {answers[key].after["person_id"] for key in "abc"} == {A}


def test_what_was_opened_ends_on_the_standing_record_and_stays_with_the_other():
    opened = {"starts_at": NOW - timedelta(hours=2)}
    rows = [
        row("picture.Opening", "a", KEPT, ends_at=LATER, **opened),
        row("picture.Opening", "b", OTHER, ends_at=LATER, **opened),
        row("picture.Opening", "c", KEPT, ends_at=NOW - timedelta(hours=1), **opened),
    ]
    answers = done("picture.Opening", rows)
    assert [answers[key].after["ended_at"] for key in "abc"] == [NOW, None, None]
    assert answers["b"].after["person_id"] == B


def test_numbers_alike_stay_and_forms_go_on_being_counted():
    phones = [
        row("people.PersonPhone", "a", KEPT, digits="1"),
        row("people.PersonPhone", "b", OTHER, digits="1"),
        row("people.PersonPhone", "c", OTHER, digits="2"),
    ]
    answers = done("people.PersonPhone", phones)
    assert [answers[key].after["person_id"] for key in "abc"] == [A, B, A]
    forms = [
        row("plans.HerbertForm", "a", KEPT, version=3, ended_at=NOW, recorded_at=NOW),
        row("plans.HerbertForm", "b", OTHER, version=1, recorded_at=NOW),
    ]
    assert done("plans.HerbertForm", forms)["b"].after["version"] == 4


def test_only_whoever_has_it_open_can_end_what_is_open_on_both():
    table = BY_MODEL["plans.MissingRecord"]
    rows = [row("plans.MissingRecord", key, side) for key, side in (("a", KEPT), ("b", OTHER))]
    found = clashes(table, rows, NOW)
    assert refusals(found) == ("Both records have a missing report that is still open.",)
    with pytest.raises(Refused, match="still open"):
        check_joinable(found)
    assert done("plans.MissingRecord", rows)["b"].after["person_id"] == B


def test_rows_alike_are_no_question():
    said = {"current": True, "born_on": date(1990, 1, 1)}
    old = row("people.PersonBirth", "a", KEPT, recorded_at=NOW, **said)
    new = row("people.PersonBirth", "b", OTHER, recorded_at=LATER, **said)
    (clash,) = clashes(BY_MODEL["people.PersonBirth"], [old, new], NOW)
    assert clash.alike
    assert clash.newer is OTHER
    answers = done("people.PersonBirth", [old, new], chosen={"birth": OTHER})
    assert answers["a"].after["current"] is True
    check_joinable([clash])


def test_a_join_says_what_it_sets_aside():
    doors = [row("plans.Door", key, KEPT, as_whom="carer") for key in "ab"]
    yes = choice("c", KEPT)
    changes = {
        "plans.Door": settle(BY_MODEL["plans.Door"], doors, joining()),
        "plans.SharingChoice": settle(
            BY_MODEL["plans.SharingChoice"], [yes], joining(held={KEPT: "", OTHER: "C"})
        ),
    }
    said = consequences(changes)
    assert said[0].startswith("A choice about sharing is set aside")
    assert said[1].startswith("2 ways in")
    assert consequences({}) == ()


def test_a_record_with_a_name_stands_before_an_older_one_without():
    named = stands_before(LATER, B, known=True)
    assert named < stands_before(NOW, A, known=False)
    assert stands_before(NOW, B, known=True) < named


class TestParting:
    parting = Parting(A, B, "lead", LATER)

    def undone(self, table, rows, *, since=(), now=(), chosen=None):
        """Join rows, let some of them say something else since, and part them again."""
        ledger = settle(BY_MODEL[table], rows, joining(chosen))
        values = {one.key: dict(one.values) for one in rows}
        for change in ledger:
            values[change.key] |= change.after
        for key, said in now:
            values[key] |= said
        present = {key: said for key, said in values.items() if said[BY_MODEL[table].person] == A}
        changes = part(
            BY_MODEL[table], ledger=ledger, present=present, since=since, parting=self.parting
        )
        for change in changes:
            values.setdefault(change.key, {}).update(change.after)
        return values

    def address(self, key, side, days=0, **said):
        at = NOW + timedelta(days=days)
        return row("people.PersonAddress", key, side, recorded_at=at, beside=False, **said)

    def test_gives_back_what_gave_way(self):
        rows = [self.address("a", KEPT, current=True), self.address("b", OTHER, 1, current=True)]
        for chosen in ({}, {"address": OTHER}):
            after = self.undone("people.PersonAddress", rows, chosen=chosen)
            assert [(after[k]["current"], after[k]["beside"]) for k in "ab"] == [(True, False)] * 2
            assert after["b"]["person_id"] == B

    def test_lets_the_newest_hold_the_place_where_it_goes(self):
        rows = [self.address("a", KEPT, current=True), self.address("b", OTHER, 1, current=True)]
        displaced = [("a", {"current": False})]
        fresh = self.address("c", OTHER, 2, current=True, person_id=A)
        after = self.undone("people.PersonAddress", rows, since=[fresh], now=displaced)
        assert after["a"]["current"] is True
        assert after["b"]["current"] is False
        assert after["c"]["person_id"] == B

    def test_makes_the_older_of_two_that_hold_a_place_give_way(self):
        rows = [self.address("a", KEPT, current=False), self.address("b", OTHER, 1, current=True)]
        fresh = self.address("c", OTHER, 2, current=True, person_id=A)
        after = self.undone("people.PersonAddress", rows, since=[fresh])
        assert after["b"]["current"] is False
        assert after["b"]["person_id"] == B

    def test_opens_every_door_again_that_nobody_opened_or_closed_since(self):
        doors = [
            row("plans.Door", "a", KEPT, as_whom="carer", made_at=NOW, closed_why=""),
            row("plans.Door", "b", KEPT, as_whom="carer", made_at=NOW, closed_why=""),
            row("plans.Door", "c", OTHER, as_whom="person", made_at=NOW, closed_why=""),
        ]
        after = self.undone("plans.Door", doors, now=[("b", {"closed_reason": "They said so"})])
        assert [after[key]["closed_at"] for key in "abc"] == [None, NOW, None]

    def test_counts_forms_again_as_they_were_counted(self):
        forms = [
            row("plans.HerbertForm", "a", KEPT, version=1, ended_at=NOW, recorded_at=NOW),
            row("plans.HerbertForm", "b", OTHER, version=1, recorded_at=NOW),
        ]
        assert self.undone("plans.HerbertForm", forms)["b"]["version"] == 1

    def test_leaves_alone_what_somebody_moved_elsewhere_since(self):
        contacts = [row("crisis.Contact", "a", OTHER)]
        after = self.undone("crisis.Contact", contacts, now=[("a", {"person_id": C})])
        assert after["a"]["person_id"] == C

    def test_leaves_two_side_by_side_where_nothing_says_which_gives_way(self):
        fresh = row("plans.MissingRecord", "b", OTHER, recorded_at=LATER, person_id=A)
        came = row("plans.MissingRecord", "a", OTHER, recorded_at=NOW)
        after = self.undone("plans.MissingRecord", [came], since=[fresh])
        assert {after["a"]["person_id"], after["b"]["person_id"]} == {B}

    def test_gives_a_persons_own_row_back_where_nobody_changed_it_since(self):
        ledger = [
            Change("a", KEPT, {"sex": "X"}, {"sex": "1"}),
            Change("b", OTHER, {"merged_into_id": None}, {"merged_into_id": A}),
        ]
        present = {"a": {"sex": "2"}, "b": {"merged_into_id": A}}
        assert [change.key for change in restored(ledger, present)] == ["b"]

    def test_lets_what_hangs_on_another_row_go_with_it(self):
        tables = BY_MODEL
        ledger = {"crisis.Contact": [Change("c1", OTHER, {}, {})]}
        since = {
            "crisis.Detention": [
                row("crisis.Detention", "d1", KEPT, contact_id="c1"),
                row("crisis.Detention", "d2", KEPT, contact_id="gone"),
            ],
            "people.PersonPhone": [row("people.PersonPhone", "p1", KEPT)],
        }
        theirs = {"people.PersonPhone:p1"}
        found = sides_since(tables, ledger, since, theirs=theirs)
        assert [one.side for of in found.values() for one in of] == [OTHER, KEPT, OTHER]

    def test_is_refused_where_a_later_join_touched_the_same_row(self):
        check_partable({("t", "a")}, {("t", "b")})
        with pytest.raises(Refused, match="joined later"):
            check_partable({("t", "a")}, {("t", "a")})


class TestSpans:
    def test_follow_a_key_through_every_record_that_stood_for_it(self):
        day = timedelta(days=1)
        joins = [
            Join(A, B, NOW, NOW + 4 * day),
            Join(C, A, NOW + day, NOW + 2 * day),
        ]
        assert spans_of(B, joins) == (
            Span(B),
            Span(A, NOW, NOW + 4 * day),
            Span(C, NOW + day, NOW + 2 * day),
        )
        assert spans_of(A, joins) == (Span(A), Span(C, NOW + day, NOW + 2 * day))
        assert spans_of(C, joins) == (Span(C),)

    def test_take_in_all_that_is_joined_now(self):
        joins = [Join(A, B, NOW), Join(C, A, NOW + timedelta(days=1))]
        assert {span.key for span in spans_of(C, joins)} == {A, B, C}
        assert all(span.since is None for span in spans_of(C, joins))

    def test_leave_out_a_time_that_never_was(self):
        joins = [Join(A, B, NOW, LATER), Join(C, A, LATER, None)]
        assert spans_of(B, joins) == (Span(B), Span(A, NOW, LATER))

    @given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 9)), max_size=5))
    def test_always_hold_the_key_itself_and_each_span_once(self, drawn):
        order = sorted({(kept, other) for kept, other, _ in drawn if kept < other})
        joins = [
            Join(UUID(int=kept), UUID(int=other), NOW, NOW + timedelta(days=1))
            for kept, other in order
        ]
        for key in range(4):
            spans = spans_of(UUID(int=key), joins)
            assert Span(UUID(int=key)) in spans
            assert len(set(spans)) == len(spans)


def test_evidence_says_what_speaks_for_a_pair_and_what_against():
    one = Facts(names=(NameFacts(("jamie",), ("marsh",)),), phones=("07700900123",), sex="1")
    two = Facts(names=(NameFacts(("jamie",), ("marsh",)),), phones=("07700900123",), sex="2")
    weighed = evidence(one, two)
    assert "Same phone number" in weighed.for_
    assert weighed.against
    assert weighed.weight > evidence(one, Facts(sex="2")).weight


@pytest.mark.parametrize(
    ("work", "code"),
    [
        (lambda: check_reason("  short "), "merge.reason"),
        (lambda: pair_of(A, A), "merge.same_record"),
        (lambda: check_asked(None, "Who?"), "pair.nobody_asked"),
        (lambda: check_asked(A, "  "), "pair.nothing_asked"),
    ],
)
def test_what_is_not_said_is_asked_for(work, code):
    with pytest.raises(Refused) as refused:
        work()
    assert refused.value.code == code


def test_what_is_said_is_kept():
    assert check_reason(" They showed a card ") == "They showed a card"
    assert check_asked(A, " Is it her? ") == "Is it her?"
    assert (pair_of(B, A).first, pair_of(A, B).second) == (A, B)


def test_a_column_is_named_as_its_rows_hold_it():
    assert Table("people.PersonName.person").person == "person_id"
    assert Table("picture.Opening.person_id").person == "person_id"
