"""Where an agreement stands, when it holds, and who may bring a signature."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from alongside.areas.oversight.rules.agreements import (
    TRANSITIONS,
    AgreementEntry,
    Dates,
    Happening,
    PartyEntry,
    State,
    chase_days,
    check_complete,
    check_entry,
    check_is_party,
    check_may,
    check_signer,
    due_words,
    holding_period,
    is_latest_chase,
    missing_parts,
    state_of,
)
from alongside.engines.sharing import policy_on
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.agreements import agreement_entry

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
SIGNED = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)
START = datetime(2026, 2, 1, 0, 0, tzinfo=UTC)
REVIEW = datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
END = datetime(2026, 12, 1, 0, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
PARTIES = (UUID(int=1), UUID(int=2))


def dates(**changed: object) -> Dates:
    kept: dict[str, object] = {
        "starts_on": date(2026, 2, 1),
        "review_on": date(2026, 7, 1),
        "ends_on": date(2026, 11, 30),
        "signed_at": SIGNED,
    }
    return Dates(**(kept | changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "at", "state"),
    [
        ({}, SIGNED - TICK, State.DRAFT),
        ({}, SIGNED, State.SIGNED),
        ({}, START - TICK, State.SIGNED),
        ({}, START, State.IN_FORCE),
        ({}, REVIEW - TICK, State.IN_FORCE),
        ({}, REVIEW, State.DUE_FOR_REVIEW),
        ({}, END - TICK, State.DUE_FOR_REVIEW),
        ({}, END, State.ENDED),
        ({"signed_at": None}, NOW, State.DRAFT),
        ({"signed_at": None}, END, State.ENDED),
        ({"signed_at": NOW}, NOW - TICK, State.DRAFT),
        ({"signed_at": NOW}, NOW, State.IN_FORCE),
        ({"signed_at": END + TICK}, END + 2 * TICK, State.ENDED),
        ({"withdrawn_at": NOW}, NOW - TICK, State.IN_FORCE),
        ({"withdrawn_at": NOW}, NOW, State.WITHDRAWN),
        ({"withdrawn_at": NOW}, END, State.WITHDRAWN),
        ({"withdrawn_at": SIGNED - TICK}, NOW, State.WITHDRAWN),
        ({"signed_at": None, "withdrawn_at": SIGNED}, NOW, State.WITHDRAWN),
        ({"review_on": date(2026, 3, 1)}, NOW, State.DUE_FOR_REVIEW),
    ],
)
def test_where_an_agreement_stands(changed: dict[str, object], at: datetime, state: State) -> None:
    assert state_of(dates(**changed), at) is state


@pytest.mark.parametrize(
    ("changed", "starts", "ends"),
    [
        ({}, START, END),
        ({"signed_at": NOW}, NOW, END),
        ({"signed_at": None}, START, END),
        ({"withdrawn_at": NOW}, START, NOW),
        ({"withdrawn_at": SIGNED}, START, START),
    ],
)
def test_from_when_until_when_it_holds(
    changed: dict[str, object], starts: datetime, ends: datetime
) -> None:
    period = holding_period(dates(**changed))
    assert (period.starts_at, period.ends_at) == (starts, ends)
    assert ends not in period


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("happening", Happening)
def test_the_table_says_what_may_be_done(state: State, happening: Happening) -> None:
    if (state, happening) in TRANSITIONS:
        check_may(state, happening)
    else:
        with pytest.raises(Refused, match="cannot be done"):
            check_may(state, happening)


def test_nothing_leaves_an_end() -> None:
    assert {state for state, _ in TRANSITIONS} == set(State) - {State.ENDED, State.WITHDRAWN}
    assert all(TRANSITIONS[key] is not State.DRAFT or key[0] is State.DRAFT for key in TRANSITIONS)


def whole(**changed: object) -> AgreementEntry:
    return replace(agreement_entry(PARTIES, NOW), **changed)  # type: ignore[arg-type]


def test_a_whole_agreement_may_be_signed() -> None:
    check_entry(whole(), policy_on(date(2026, 6, 10)))
    check_complete(whole())
    assert missing_parts(whole()) == ()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": " "}, "agreement.nameless"),
        ({"reference": ""}, "agreement.nameless"),
        ({"review_on": date(2026, 6, 10)}, "agreement.dates"),
        ({"ends_on": date(2026, 6, 11)}, "agreement.dates"),
        ({"purposes": ("P6", "P99")}, "agreement.unknown_word"),
        ({"categories": ("Z",)}, "agreement.unknown_word"),
        ({"gateways": ("a_hunch",)}, "agreement.unknown_word"),
        ({"parties": (PartyEntry(PARTIES[0]),) * 2}, "agreement.party_twice"),
    ],
)
def test_what_an_agreement_cannot_say(changed: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_entry(whole(**changed), policy_on(date(2026, 6, 10)))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"necessity": "  "}, "Why sharing is necessary"),
        ({"purposes": ()}, "Purposes"),
        ({"dpia_reference": ""}, "DPIA"),
        ({"return_of_data": ""}, "at the end"),
        ({"parties": (PartyEntry(PARTIES[0], "A", "B", "C", "D"),)}, "At least two parties"),
        ({"parties": (PartyEntry(PARTIES[0]), PartyEntry(PARTIES[1]))}, "power or duty of every"),
    ],
)
def test_an_agreement_that_leaves_something_out_is_not_signed(
    changed: dict[str, object], named: str
) -> None:
    with pytest.raises(Refused, match=named):
        check_complete(whole(**changed))


@pytest.mark.parametrize(
    ("party", "own", "has_lead", "refused"),
    [
        (True, True, True, ""),
        (True, False, False, ""),
        (True, False, True, "agreement.signs_for_itself"),
        (False, True, True, "agreement.not_a_party"),
    ],
)
def test_who_may_bring_a_signature(party: bool, own: bool, has_lead: bool, refused: str) -> None:
    if not refused:
        check_signer(party=party, own=own, party_has_lead=has_lead)
        return
    with pytest.raises(NotPermitted) as said:
        check_signer(party=party, own=own, party_has_lead=has_lead)
    assert said.value.code == refused


def test_only_a_party_changes_an_agreement() -> None:
    check_is_party(PARTIES[0], PARTIES)
    with pytest.raises(NotPermitted, match="not a party"):
        check_is_party(UUID(int=9), PARTIES)


@pytest.mark.parametrize(
    ("due", "days"),
    [
        (date(2026, 12, 1), [60, 30, 0]),
        (date(2026, 7, 20), [30, 0]),
        (date(2026, 6, 20), [0]),
        (date(2026, 6, 1), [0]),
    ],
)
def test_owners_are_chased_at_sixty_and_thirty_days_and_on_the_day(
    due: date, days: list[int]
) -> None:
    assert [day for day, _ in chase_days(due, NOW)] == days


@pytest.mark.parametrize(
    ("days", "left", "sent"),
    [(60, 60, True), (60, 45, True), (60, 30, False), (30, 30, True), (0, 0, True), (0, -9, True),
     (30, -9, False), (60, 61, True)],
)  # fmt: skip
def test_after_standing_still_somebody_is_told_once(days: int, left: int, sent: bool) -> None:
    assert is_latest_chase(days, left) is sent


@pytest.mark.parametrize(
    ("what", "days", "words"),
    [
        ("review", 30, "is due for review in 30 days"),
        ("review", 0, "is due for review today"),
        ("review", -2, "was due for review 2 days ago"),
        ("end", 60, "ends in 60 days"),
        ("end", -1, "ended 1 day ago"),
    ],
)
def test_the_words_of_a_chase(what: str, days: int, words: str) -> None:
    assert due_words(what, "NM-01", days).endswith(words)
