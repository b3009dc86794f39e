"""What is said of a place, and when it stops being true."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.directory.rules.availability import (
    CLAIM_LASTS,
    LONGEST_CLAIM,
    SHORTEST_CLAIM,
    Claim,
    ClaimState,
    ClaimWay,
    age_words,
    availability,
    check_spaces,
    claim_expires_at,
    is_live,
    newest,
)
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 22, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

instants = st.datetimes(
    datetime(2026, 1, 1),
    datetime(2027, 1, 1),
    timezones=st.just(UTC),
)
lengths = st.timedeltas(SHORTEST_CLAIM, LONGEST_CLAIM)
states = st.sampled_from(ClaimState)


def claim(
    state: ClaimState = ClaimState.FREE,
    *,
    said_at: datetime = NOW,
    lasts: timedelta = 60 * MINUTE,
    way: ClaimWay = ClaimWay.PLACE,
    spaces: int | None = None,
    withdrawn: bool = False,
) -> Claim:
    return Claim(
        id=uuid4(),
        state=state,
        way=way,
        spaces=spaces,
        note="",
        said_by="Nurse Bo Lind",
        organisation="Mental Health Trust",
        said_at=said_at,
        expires_at=said_at + lasts,
        withdrawn=withdrawn,
    )


@given(said_at=instants, now=instants, lasts=lengths, state=states, withdrawn=st.booleans())
def test_a_claim_past_its_expiry_is_never_shown_as_live(said_at, now, lasts, state, withdrawn):
    one = claim(state, said_at=said_at, lasts=lasts, withdrawn=withdrawn)
    shown = availability(one, now)
    if withdrawn or now >= one.expires_at or now < one.said_at:
        assert shown.state is None
        assert not shown.live
        assert shown.label == "Ring first"
        assert shown.sentence.endswith("ring first")
    else:
        assert shown.state is state


@given(said_at=instants, lasts=lengths, state=states)
def test_a_claim_is_live_up_to_its_expiry_and_not_at_it(said_at, lasts, state):
    one = claim(state, said_at=said_at, lasts=lasts)
    assert is_live(one, said_at)
    assert is_live(one, one.expires_at - timedelta(microseconds=1))
    assert not is_live(one, one.expires_at)


@given(
    st.lists(st.builds(claim, state=states, said_at=instants, withdrawn=st.booleans())), instants
)
def test_only_the_newest_thing_said_speaks(claims, now):
    speaks = newest(claims, now)
    standing = [c for c in claims if not c.withdrawn and c.said_at <= now]
    if speaks is None:
        assert standing == []
    else:
        assert all(c.said_at <= speaks.said_at for c in standing)
        assert speaks in standing


def test_taking_back_the_newest_lets_the_one_before_speak():
    before = claim(ClaimState.FREE, said_at=NOW - 20 * MINUTE)
    taken_back = claim(ClaimState.FULL, said_at=NOW - MINUTE, withdrawn=True)
    assert newest([before, taken_back], NOW) is before


@pytest.mark.parametrize(
    ("state", "minutes"),
    [(ClaimState.FREE, 60), (ClaimState.FULL, 60), (ClaimState.RING_FIRST, 8 * 60)],
)
def test_each_kind_of_claim_has_its_usual_time(state, minutes):
    assert claim_expires_at(state, NOW, None) == NOW + minutes * MINUTE
    assert CLAIM_LASTS[state] == minutes * MINUTE


def test_a_claim_can_say_how_long_it_holds():
    assert claim_expires_at(ClaimState.FREE, NOW, 15 * MINUTE) == NOW + 15 * MINUTE


@pytest.mark.parametrize("minutes", [0, 4, 24 * 60 + 1])
def test_a_claim_cannot_hold_for_no_time_or_for_ever(minutes):
    with pytest.raises(Refused) as refused:
        claim_expires_at(ClaimState.FREE, NOW, minutes * MINUTE)
    assert refused.value.code == "claim.lasts_out_of_range"


@pytest.mark.parametrize(
    ("state", "spaces", "fits"),
    [
        (ClaimState.FREE, None, True),
        (ClaimState.FREE, 1, True),
        (ClaimState.FREE, 0, False),
        (ClaimState.FULL, None, True),
        (ClaimState.FULL, 0, True),
        (ClaimState.FULL, 2, False),
        (ClaimState.RING_FIRST, None, True),
        (ClaimState.RING_FIRST, 1, False),
    ],
)
def test_the_number_of_spaces_fits_the_state(state, spaces, fits):
    if fits:
        check_spaces(state, spaces)
        return
    with pytest.raises(Refused) as refused:
        check_spaces(state, spaces)
    assert refused.value.code == "claim.spaces_do_not_fit"


@pytest.mark.parametrize(
    ("one", "now", "sentence"),
    [
        (None, NOW, "Nobody has said yet: ring first"),
        (
            claim(spaces=2),
            NOW + 12 * MINUTE,
            "2 spaces free, as said by Nurse Bo Lind, Mental Health Trust 12 minutes ago",
        ),
        (
            claim(spaces=1),
            NOW + MINUTE,
            "1 space free, as said by Nurse Bo Lind, Mental Health Trust 1 minute ago",
        ),
        (
            claim(ClaimState.FULL, way=ClaimWay.RANG),
            NOW + 12 * MINUTE,
            "Full, as heard by Nurse Bo Lind, Mental Health Trust 12 minutes ago",
        ),
        (
            claim(),
            NOW + 300 * MINUTE,
            "Last said free by Nurse Bo Lind, Mental Health Trust, claim is 5 hours old: "
            "ring first",
        ),
    ],
)
def test_the_sentence_says_who_said_what_and_how_long_ago(one, now, sentence):
    assert availability(one, now).sentence == sentence


def test_somebody_without_an_organisation_is_named_alone():
    alone = claim()
    nameless = Claim(
        **{name: getattr(alone, name) for name in alone.__slots__} | {"organisation": ""}
    )
    assert "said by Nurse Bo Lind less than a minute ago" in availability(nameless, NOW).sentence


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "less than a minute"),
        (1, "1 minute"),
        (12, "12 minutes"),
        (119, "119 minutes"),
        (120, "2 hours"),
        (47 * 60 + 59, "47 hours"),
        (48 * 60, "2 days"),
    ],
)
def test_an_age_is_said_in_the_unit_people_use(minutes, words):
    assert age_words(NOW, NOW + minutes * MINUTE) == words
