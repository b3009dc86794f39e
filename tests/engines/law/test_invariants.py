"""What holds for any facts whatever."""

import ast
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import alongside.engines.law as law
from alongside.engines.law import (
    Clinician,
    Consulted,
    Consultee,
    DecisionMaker,
    ExtensionBy,
    ExtensionFacts,
    ExtensionReason,
    LocationFacts,
    LocationType,
    Mode,
    NoConsultReason,
    OtherPlaceReason,
    PeriodFacts,
    PoliceStationFacts,
    Power,
    Rank,
    RcrpFacts,
    extension_check,
    location_applies,
    permitted_period,
    police_station_conditions,
    rcrp,
)
from alongside.engines.law.places import NATURES
from alongside.kernel.local_time import from_local, to_local

DAY_24 = timedelta(hours=24)
DAYS = st.integers(0, 365 * 12)
STARTS = st.datetimes(
    min_value=datetime(2017, 12, 12), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)
)
# Starts within two days of a change of the clocks, so that each example crosses one.
CHANGES = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2027, 3, 28, 1, tzinfo=UTC),
    datetime(2027, 10, 31, 1, tzinfo=UTC),
]
NEAR_A_CHANGE = st.builds(
    lambda change, before: change - before,
    st.sampled_from(CHANGES),
    st.timedeltas(timedelta(hours=-2), timedelta(hours=36)),
)
LATER = st.timedeltas(timedelta(0), timedelta(hours=48))


def extensions(unknown: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[timedelta, Any]]:
    """An extension and how long after the start it was given; about one in eight stands."""
    doctor, condition = ExtensionBy.RESPONSIBLE_RMP, ExtensionReason.CONDITION
    return st.builds(
        lambda offset, **more: (offset, ExtensionFacts(**more)),
        st.timedeltas(timedelta(hours=-2), timedelta(hours=40)),
        hours=unknown | st.floats(0.5, 12) | st.floats(-5, 40),
        by=unknown | st.just(doctor) | st.sampled_from(ExtensionBy),
        reason=unknown | st.just(condition) | st.sampled_from(ExtensionReason),
        at_police_station=unknown | st.booleans(),
        assessment_at_station=unknown | st.booleans(),
        authorised_rank=st.none() | st.sampled_from(Rank),
    )


EXTENSIONS, FULL_EXTENSIONS = extensions(st.none()), extensions(st.nothing())


def removed(*arrivals: datetime, **more: Any) -> PeriodFacts:
    return PeriodFacts(Power.S136, Mode.REMOVED, arrivals=arrivals, **more)


@given(STARTS, st.lists(LATER, max_size=6), st.randoms())
def test_a_transfer_never_restarts_the_clock(
    start: datetime, moves: list[timedelta], shuffler: Any
) -> None:
    arrivals = [start, *(start + move for move in moves)]
    shuffler.shuffle(arrivals)
    now = start + timedelta(hours=1)
    plain, moved = (permitted_period(facts, now) for facts in (removed(start), removed(*arrivals)))
    assert (moved.starts_at, moved.ends_at) == (plain.starts_at, plain.ends_at)
    assert (moved.status, moved.remaining) == (plain.status, plain.remaining)


@given(STARTS, st.lists(EXTENSIONS, max_size=4), LATER)
def test_the_total_never_exceeds_36_hours(
    start: datetime, given_: list[tuple[timedelta, ExtensionFacts]], later: timedelta
) -> None:
    extensions = tuple(replace(e, given_at=start + offset) for offset, e in given_)
    period = permitted_period(removed(start, extensions=extensions), start + later)
    assert period.ends_at is not None
    assert DAY_24 <= period.ends_at - start <= timedelta(hours=36)
    stand = {e.hours for e in extensions if extension_check(e, start).outcome == "valid"}
    hours = (period.ends_at - start) / timedelta(hours=1) - 24
    assert any(abs(hours - (stood or 0)) < 1e-9 for stood in stand) if stand else hours == 0


@given(STARTS | NEAR_A_CHANGE)
def test_24_hours_are_elapsed_hours_over_any_clock_change(start: datetime) -> None:
    typed = to_local(start)
    began = from_local(typed.replace(tzinfo=None), typed.fold)
    for facts in (removed(began), removed(typed)):
        ends = permitted_period(facts, began).ends_at
        assert ends is not None
        assert ends.astimezone(UTC) - start == timedelta(seconds=24 * 3600)


@given(NEAR_A_CHANGE, st.timedeltas(timedelta(0), timedelta(hours=23, minutes=59)))
def test_an_extension_is_elapsed_hours_over_any_clock_change(
    start: datetime, after: timedelta
) -> None:
    extension = ExtensionFacts(
        to_local(start + after), 12, ExtensionBy.RESPONSIBLE_RMP, ExtensionReason.CONDITION, False
    )
    ends = permitted_period(removed(to_local(start), extensions=(extension,)), start).ends_at
    assert ends is not None
    assert ends.astimezone(UTC) - start == timedelta(seconds=36 * 3600)


@given(STARTS, LATER, LATER)
def test_time_left_falls_exactly_as_time_passes(
    start: datetime, first: timedelta, second: timedelta
) -> None:
    one, two = (permitted_period(removed(start), start + t).remaining for t in (first, second))
    assert one is not None
    assert two is not None
    assert one - two == second - first


# Partial knowledge never contradicts full knowledge. Take a full record, forget any of it: the
# answer is the full record's own, or it is open. So filling in an incomplete record ends at the
# right answer and passes through no wrong one. Three things are outside this, on purpose:
# - age is one fact told in several ways, and not knowing it is read protectively (R1.15);
# - in an extension no rank recorded means that nobody approved (the contract of the input);
# - for Right Care Right Person, questions 1 to 3 are the ones that keep it open (DOMAIN 2.3).


@st.composite
def police_station_records(draw: st.DrawFn) -> PoliceStationFacts:
    amhp = draw(st.booleans())
    return PoliceStationFacts(
        event_at=datetime(2026, 6, 10, 12, tzinfo=UTC),
        date_of_birth=draw(st.sampled_from([date(1980, 1, 1), date(2010, 1, 1)])),
        risk_description="text",
        risk_imminent=draw(st.booleans()),
        risk_serious=draw(st.booleans()),
        no_other_place=draw(st.booleans()),
        no_other_place_reason=draw(st.sampled_from(OtherPlaceReason)),
        clinician=draw(st.sampled_from(Clinician)),
        decision_maker=DecisionMaker.AMHP if amhp else DecisionMaker.CONSTABLE,
        decision_maker_rank=None if amhp else draw(st.sampled_from(list(Rank)[1:])),
        authorised_rank=draw(st.sampled_from(Rank)),
        consulted=draw(st.sampled_from(Consulted)),
        consultee=draw(st.sampled_from(Consultee)),
        no_consult_reason=draw(st.sampled_from(NoConsultReason)),
    )


def forgotten(draw: st.DataObject, names: list[str]) -> dict[str, None]:
    return dict.fromkeys(draw.draw(st.sets(st.sampled_from(names))))


@given(police_station_records(), st.data())
def test_a_partial_police_station_record_is_never_answered_wrongly(
    full: PoliceStationFacts, data: st.DataObject
) -> None:
    names = [
        "risk_description",
        "risk_imminent",
        "risk_serious",
        "no_other_place",
        "no_other_place_reason",
        "clinician",
        "decision_maker",
        "decision_maker_rank",
        "authorised_rank",
        "consulted",
        "consultee",
        "no_consult_reason",
    ]
    partial = replace(full, **forgotten(data, names))  # type: ignore[arg-type]
    outcomes = [police_station_conditions(facts).outcome for facts in (full, partial)]
    assert outcomes[0] in {"met", "not_met"}
    assert outcomes[1] in {outcomes[0], "incomplete"}


@given(STARTS, FULL_EXTENSIONS, st.data())
def test_a_partial_extension_is_never_answered_wrongly(
    start: datetime, given_: tuple[timedelta, ExtensionFacts], data: st.DataObject
) -> None:
    offset, drawn = given_
    full = replace(drawn, given_at=start + offset)
    names = ["given_at", "hours", "by", "reason", "at_police_station", "assessment_at_station"]
    partial = replace(full, **forgotten(data, names))  # type: ignore[arg-type]
    outcomes = [extension_check(facts, start).outcome for facts in (full, partial)]
    assert outcomes[0] in {"valid", "invalid"}
    assert outcomes[1] in {outcomes[0], "incomplete"}


@given(st.sampled_from(LocationType), st.booleans(), st.booleans(), st.data())
def test_a_partly_described_place_is_never_answered_wrongly(
    place: LocationType, lived_in: bool, one_home: bool, data: st.DataObject
) -> None:
    nature = NATURES[place]
    # A true record does not contradict the kind of place.
    lived_in = lived_in if nature.lived_in is None else nature.lived_in
    one_home = one_home if nature.used_with_one_home is None else nature.used_with_one_home
    full = LocationFacts(place, lived_in, one_home)
    names = ["anyone_lives_in_it", "used_with_one_home_only"]
    partial = replace(full, **forgotten(data, names))  # type: ignore[arg-type]
    outcomes = [location_applies(facts).outcome for facts in (full, partial)]
    assert outcomes[0] in {"applies", "does_not_apply"}
    assert outcomes[1] in {outcomes[0], "unclear"}


@given(st.sampled_from(LocationType), st.none() | st.booleans(), st.none() | st.booleans())
def test_no_added_fact_turns_a_settled_place_into_its_opposite(
    place: LocationType, lived_in: bool | None, one_home: bool | None
) -> None:
    plain = location_applies(LocationFacts(place)).outcome
    told = location_applies(LocationFacts(place, lived_in, one_home)).outcome
    if plain != "unclear":
        assert told in {plain, "unclear"}


@given(st.tuples(*[st.booleans()] * 3), st.tuples(*[st.none() | st.booleans()] * 3), st.data())
def test_a_partial_right_care_record_is_never_answered_wrongly(
    first: tuple[bool, bool, bool],
    rest: tuple[bool | None, bool | None, bool | None],
    data: st.DataObject,
) -> None:
    crime, life, harm = first
    full = RcrpFacts(
        crime=crime,
        threat_to_life=life,
        serious_harm=harm,
        police_assumed_responsibility=rest[0],
        police_made_worse_or_control=rest[1],
        s136_in_use=rest[2],
    )
    names = ["crime", "threat_to_life", "serious_harm"]
    hidden = forgotten(data, names)
    whole = rcrp(full).outcome
    part = rcrp(replace(full, **hidden)).outcome  # type: ignore[arg-type]
    assert whole != "insufficient_information"
    if part == "not_met":
        assert whole == "not_met"
        assert not hidden
    if whole == "not_met":
        assert part in {"not_met", "insufficient_information"}


@given(police_station_records(), st.data())
def test_every_finding_not_met_is_listed_and_every_open_one_names_a_fact(
    full: PoliceStationFacts, data: st.DataObject
) -> None:
    hidden = forgotten(data, ["clinician", "consulted", "authorised_rank", "risk_serious"])
    answer = police_station_conditions(replace(full, **hidden))  # type: ignore[arg-type]
    assert (answer.outcome == "not_met") is bool(answer.unmet)
    for finding in answer.findings:
        assert finding.source
        assert finding.sentence.endswith(".")
        assert (finding.outcome == "incomplete") is bool(finding.missing)


def test_no_words_tell_anybody_to_hold_or_not_to_attend_or_pass_judgement() -> None:
    folder = Path(law.__file__).parent
    said = [
        node.value.lower()
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
    ]
    assert len(said) > 100
    for banned in ("detain", "unlawful", "do not attend", "do not convey", "illegal"):
        assert [words for words in said if banned in words] == []
