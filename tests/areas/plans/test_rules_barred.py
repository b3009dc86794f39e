"""What a plan's words may not tell anybody to do, and what they may say (DOMAIN 2.4, 6.1)."""

import pytest

from alongside.areas.plans.rules.barred import BarredHit, Kind, check_plan_words

BARRED = [
    ("do not convey", Kind.WITHHOLD_CONVEYANCE),
    ("DNC", Kind.WITHHOLD_CONVEYANCE),
    ("d.n.c.", Kind.WITHHOLD_CONVEYANCE),
    ("Officers should not be sent", Kind.WITHHOLD_ATTENDANCE),
    ("No ambulance to be dispatched", Kind.WITHHOLD_CONVEYANCE),
    ("Don’t take him to hospital", Kind.WITHHOLD_CONVEYANCE),
    ("DONT take him to A&E", Kind.WITHHOLD_CONVEYANCE),
    ("send her home from A&E without seeing anyone", Kind.DISCHARGE_WITHOUT_ASSESSMENT),
    ("She will be arrested if she rings again", Kind.SANCTION),
    ("do not assess", Kind.WITHHOLD_ASSESSMENT),
    ("do not treat", Kind.WITHHOLD_TREATMENT),
    ("PC Hale is her case manager", Kind.POLICE_AS_THERAPIST),
    ("a frequent caller", Kind.FREQUENCY_AS_REASON),
    ("use a spit hood", Kind.RESTRAINT_TECHNIQUE),
]
INNOCENT = [
    "",
    "please do not shout",
    "do not attend church any more",
    "don't take me to the Northern, take me to the Larch Suite",
    "I do not want to be touched",
    "do not treat me like a child",
    "I was discharged without my coat",
    "I would rather not go in an ambulance",
    "Do not hesitate to call an ambulance",
    "Never send her home without an assessment",
]


def hits(text: str) -> tuple[BarredHit, ...]:
    """Check one field."""
    return check_plan_words({"helps": text})


@pytest.mark.parametrize(("text", "kind"), BARRED)
def test_words_that_withhold_or_punish_are_found(text: str, kind: Kind):
    assert [hit.kind for hit in hits(text)] == [kind]


@pytest.mark.parametrize("text", INNOCENT)
def test_words_that_only_look_alike_are_let_through(text: str):
    assert hits(text) == ()


def test_a_hit_says_where_what_why_which_rule_and_what_to_say_instead():
    (hit,) = check_plan_words(
        {"helps": "Sit with me.", "worse": "Ring Mum. Do  NOT convey! Thanks"}
    )
    assert (hit.field, hit.phrase, hit.rule) == ("worse", "Do  NOT convey", "convey.told_not_to")
    assert "decided each time" in hit.why
    assert hit.instead.startswith("Say where the person would rather go")
    assert hit.says == "words of not, then to convey"
