"""What must hold of a contact, a chain and who answers a need."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from alongside.areas.directory.rules.answerers import MOST_ANSWERERS, Answerer, check_answerers
from alongside.areas.directory.rules.contacts import (
    check_away,
    check_contact_can_be_reached,
    check_speaks_for,
    speaks_for,
)
from alongside.areas.directory.rules.cover_steps import (
    MOST_STEPS,
    WHEN_LABELS,
    CoverWhen,
    NewStep,
    check_steps,
    key_of_step,
)
from alongside.areas.directory.rules.fingerprints import fingerprint
from alongside.areas.directory.rules.languages import (
    LANGUAGES,
    check_languages,
    languages_typed,
    languages_words,
)
from alongside.areas.directory.rules.seats import Seat
from alongside.kernel.actor import Actor, Role, Sector
from alongside.kernel.refusal import NotPermitted, Refused

NOW = datetime(2026, 6, 10, 22, 0, tzinfo=UTC)
DAY = timedelta(days=1)
ME, TEAM = uuid4(), uuid4()
TO_TEAM = NewStep(CoverWhen.NO_ANSWER, to_team_id=TEAM)


def code_of(check, *args, **named):
    try:
        check(*args, **named)
    except Refused as refused:
        return refused.code
    return None


@pytest.mark.parametrize(
    ("phone", "email", "code"),
    [
        ("01632 960001", "", None),
        ("", "a@b.example", None),
        ("", "", "contact.cannot_be_reached"),
    ],
)
def test_a_contact_can_be_reached_somehow(phone, email, code):
    assert code_of(check_contact_can_be_reached, phone=phone, email=email) == code


@pytest.mark.parametrize(
    ("from_days", "until_days", "code"),
    [
        (0, 1, None),
        (-3, 1, None),
        (1, 1, "away.ends_before_it_begins"),
        (2, 1, "away.ends_before_it_begins"),
        (-3, -1, "away.is_over"),
        (-3, 0, "away.is_over"),
        (1, 367, None),
        (1, 368, "away.too_long"),
    ],
)
def test_a_time_away_ends_after_it_begins_and_is_not_over(from_days, until_days, code):
    away = (NOW + from_days * DAY, NOW + until_days * DAY)
    assert code_of(check_away, *away, now=NOW) == code


@pytest.mark.parametrize("role", Role)
def test_whoever_keeps_the_directory_speaks_for_all_and_others_for_themselves(role):
    actor = Actor(ME, "Somebody", uuid4(), "Trust", Sector.POLICE, role, on_duty=True)
    keeper = role in {Role.LIAISON_LEAD, Role.ADMINISTRATOR}
    for user_id, may in ((ME, True), (uuid4(), keeper), (None, keeper)):
        assert speaks_for(actor, user_id) is may
        if may:
            check_speaks_for(actor, user_id)
            continue
        with pytest.raises(NotPermitted) as refused:
            check_speaks_for(actor, user_id)
        assert refused.value.code == "contact.not_yours"


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (TO_TEAM, None),
        (NewStep(CoverWhen.AWAY, to_contact_id=uuid4()), None),
        (NewStep(CoverWhen.AWAY, to_seat=Seat.DUTY_AMHP), None),
        (NewStep(CoverWhen.AWAY, to_phone="01632 960001", to_name="Bleep-holder"), None),
        (NewStep(CoverWhen.AWAY), "cover_step.leads_nowhere"),
        (NewStep(CoverWhen.AWAY, to_phone=""), "cover_step.leads_nowhere"),
        (replace(TO_TEAM, to_seat=Seat.DUTY_AMHP), "cover_step.leads_nowhere"),
        (NewStep(CoverWhen.AWAY, to_phone="01632 960001"), "cover_step.no_name"),
        (NewStep(CoverWhen.AWAY, to_contact_id=ME), "cover_step.to_itself"),
        (NewStep(CoverWhen.AWAY, to_team_id=ME), "cover_step.to_itself"),
    ],
)
def test_a_step_leads_to_one_other(step, code):
    assert code_of(check_steps, ME, [step]) == code


def test_a_chain_has_so_many_steps_for_each_reason():
    full = [replace(TO_TEAM, when=when) for when in CoverWhen for _ in range(MOST_STEPS)]
    check_steps(ME, full)
    assert code_of(check_steps, ME, [*full, TO_TEAM]) == "cover_step.too_many"
    assert set(WHEN_LABELS) == set(CoverWhen)


def test_each_step_goes_under_a_key_of_its_own():
    contact = UUID(int=7)
    steps = (
        TO_TEAM,
        NewStep(CoverWhen.AWAY, to_contact_id=contact),
        NewStep(CoverWhen.AWAY, to_seat=Seat.DUTY_AMHP),
        NewStep(CoverWhen.AWAY, to_phone="01632 960001", to_name="Bleep"),
    )
    assert [key_of_step(step) for step in steps] == [
        f"team:{TEAM}",
        f"contact:{contact}",
        "seat:duty_amhp",
        "number:01632 960001:Bleep",
    ]


@pytest.mark.parametrize(
    ("answerers", "code"),
    [
        ([], None),
        ([Answerer(team_id=TEAM), Answerer(seat=Seat.DUTY_AMHP)], None),
        ([Answerer()], "need.answered_by_nobody"),
        ([Answerer(team_id=TEAM, seat=Seat.DUTY_AMHP)], "need.answered_by_nobody"),
        ([Answerer(team_id=TEAM)] * 2, "need.answered_twice"),
        ([Answerer(option_id=UUID(int=n + 1)) for n in range(MOST_ANSWERERS)], None),
        (
            [Answerer(contact_id=UUID(int=n + 1)) for n in range(MOST_ANSWERERS + 1)],
            "need.too_many",
        ),
    ],
)
def test_a_need_is_answered_by_a_few_named_once(answerers, code):
    assert code_of(check_answerers, answerers) == code


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("", []),
        ("Polish, urdu", ["pl", "ur"]),
        ("BSL; Polish; polish", ["bfi", "pl"]),
    ],
)
def test_languages_are_typed_by_name(typed, codes):
    assert languages_typed(typed) == codes
    check_languages(codes)
    assert languages_typed(languages_words(codes)) == codes


def test_a_language_that_is_not_kept_is_refused_by_name():
    with pytest.raises(Refused, match="Klingon is not a language"):
        languages_typed("Polish, Klingon")
    assert code_of(check_languages, ["xx"]) == "languages.not_known"
    assert len(set(LANGUAGES.values())) == len(LANGUAGES)
    assert languages_words(["xx"]) == "xx"


def test_another_list_has_another_fingerprint():
    assert fingerprint([1, 2]) == fingerprint([1, 2])
    assert len({fingerprint(one) for one in ([], [1], [1, 2], [2, 1])}) == 4
