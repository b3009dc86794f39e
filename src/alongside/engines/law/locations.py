"""Where section 136 may be used (DOMAIN 1.2)."""

from dataclasses import dataclass, field
from typing import Final

from alongside.engines.law.answers import Answer, Finding, Outcome
from alongside.engines.law.places import NATURES, LocationType

HOME: Final = "MHA 1983 s136(1A)(a) (DOMAIN R1.3)"
YARD: Final = "MHA 1983 s136(1A)(b) (DOMAIN R1.3)"
PROMPTS: Final = {
    LocationType.CUSTODY_SUITE: (
        "location.custody",
        "A police station can be the place of safety only on conditions.",
        "MHA 1983 s136A (DOMAIN 1.5)",
    ),
    LocationType.INPATIENT_WARD: (
        "location.ward",
        "For somebody already admitted, section 5 holding powers are normally used.",
        "MHA 1983 s5 (DOMAIN T1.1 row 14)",
    ),
}
ALTERNATIVES: Final = (
    "Other ways, for information: a section 135(1) warrant through the AMHP service; arrest for "
    "an offence or breach of the peace; Mental Capacity Act sections 5 and 6 for urgent "
    "life-saving steps; the person's consent; entry under PACE section 17(1)(e) to save life "
    "or limb."
)


@dataclass(frozen=True, slots=True)
class LocationFacts:
    """Where the person is. ``None`` is not recorded.

    Attributes:
        place_type: The kind of place.
        anyone_lives_in_it: It is a house, flat or room where any person lives.
        used_with_one_home_only: It is a yard, garden, garage or outhouse used
            with one home and no other.
    """

    place_type: LocationType = field(metadata={"says": "kind of place"})
    anyone_lives_in_it: bool | None = field(
        default=None, metadata={"says": "a house, flat or room where any person lives"}
    )
    used_with_one_home_only: bool | None = field(
        default=None,
        metadata={"says": "a yard, garden, garage or outhouse used with one home and no other"},
    )


def location_applies(facts: LocationFacts) -> Answer:
    """Say whether the power can be used at a place.

    The kind of place often settles both tests; where it does not, the two
    recorded facts do, and a fact at odds with the kind of place leaves the
    answer unclear.

    Returns:
        ``applies``, ``does_not_apply`` or ``unclear``.

    Source: MHA 1983 s136(1A)-(1B); DOMAIN R1.3, T1.1.
    """
    nature = NATURES[facts.place_type]
    tests = (
        _test(
            nature.lived_in,
            facts.anyone_lives_in_it,
            fact="anyone_lives_in_it",
            words=("location.home", "a house, flat or room where somebody lives", HOME),
        ),
        _test(
            nature.used_with_one_home,
            facts.used_with_one_home_only,
            fact="used_with_one_home_only",
            words=("location.yard", "a yard, garden, garage or outhouse of one home only", YARD),
        ),
    )
    found = {test.outcome for test in tests}
    if Outcome.NOT_MET in found:
        other = Finding("location.alternatives", Outcome.INFORMATION, ALTERNATIVES, "DOMAIN 1.2")
        return Answer(Outcome.DOES_NOT_APPLY, (*tests, other))
    outcome = Outcome.UNCLEAR if Outcome.UNCLEAR in found else Outcome.APPLIES
    return Answer(outcome, (*tests, *_prompt(facts.place_type)))


def _test(
    by_kind: bool | None, recorded: bool | None, *, fact: str, words: tuple[str, str, str]
) -> Finding:
    """One of the two excepted kinds of place; met means the place is not of that kind."""
    code, what, source = words
    facts = ("place_type",) if recorded is None else ("place_type", fact)
    if by_kind is None and recorded is None:
        sentence = f"Whether this is {what} is not settled: record reasoning."
        return Finding(code, Outcome.UNCLEAR, sentence, source, facts=facts, missing=(fact,))
    if by_kind is not None and recorded is not None and by_kind != recorded:
        sentence = f"Kind of place and recorded fact disagree on {what}: record reasoning."
        return Finding(code, Outcome.UNCLEAR, sentence, source, facts=facts)
    if recorded or (recorded is None and by_kind):
        return Finding(code, Outcome.NOT_MET, f"This is {what}.", source, facts=facts)
    return Finding(code, Outcome.MET, f"This is not {what}.", source, facts=facts)


def _prompt(place: LocationType) -> tuple[Finding, ...]:
    if place not in PROMPTS:
        return ()
    code, sentence, source = PROMPTS[place]
    return (Finding(code, Outcome.INFORMATION, sentence, source, facts=("place_type",)),)
