"""What an episode's facts leave to be looked at. Nothing is refused for it; it is said."""

from dataclasses import dataclass

from alongside.areas.diversion.rules.adults import adult_standing
from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.stages import MAIN_OFFER


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes:
        code: Stable word.
        sentence: What the facts show, in words.
        source: Where that comes from; may be empty.
        custody: Whether a custody officer is to see it.
    """

    code: str
    sentence: str
    source: str = ""
    custody: bool = False


def findings(case: Case, *, age_years: int | None = None) -> tuple[Finding, ...]:
    """Answer what is to be looked at.

    Args:
        case: The episode.
        age_years: Of the person, where it is known.
    """
    found = [*_adult(case), *_decided(case, age_years), *_safety(case)]
    return tuple(found)


def _adult(case: Case) -> list[Finding]:
    adult = adult_standing(case)
    found = []
    if adult.gap:
        found.append(Finding("adult.gap", adult.gap, "PACE Code C, DOMAIN 2.2", custody=True))
    refused = case.timeline.last("adult_refused_as")
    if refused and adult.needed and (not adult.called_at or refused.happened_at > adult.called_at):
        why = str(refused.facts.get("why", ""))
        said = f"{refused.facts.get('name', 'Somebody')} cannot act as appropriate adult. {why}"
        found.append(Finding("adult.cannot_act", said, "PACE Code C 1.7", custody=True))
    return found


def _decided(case: Case, age_years: int | None) -> list[Finding]:
    """Whether a child's own answer rests on a judgement that they can decide."""
    offers = [
        e for e in case.timeline.of_kind("offered")
        if e.facts.get("stage", MAIN_OFFER) == MAIN_OFFER
    ]  # fmt: skip
    answered = offers and offers[-1].facts.get("answer") in ("accepted", "declined")
    under_16 = case.is_child and (age_years is None or age_years < 16)
    if not answered or not under_16:
        return []
    if offers[-1].facts.get("decided_by") in ("parental_responsibility", "both"):
        return []
    child = case.timeline.last("about_a_child")
    judged = str(child.facts.get("gillick", "")) if child else ""
    if judged == "competent":
        return []
    words = (
        "The young person answered for themselves, and was judged not able to decide this."
        if judged == "not_competent"
        else "The young person answered for themselves. Whether they can decide this is not "
        "recorded."
    )
    return [Finding("child.gillick", words, "DOMAIN 3.2")]


def _safety(case: Case) -> list[Finding]:
    """A risk of suicide that was found, and custody not told."""
    urgent = [e for e in case.timeline.of_kind("screened") if e.facts.get("urgency") == "immediate"]
    told = case.timeline.last("told_custody")
    if not urgent or case.setting != "custody" or case.timeline.last("left_custody"):
        return []
    if told is not None and told.recorded_at >= urgent[-1].recorded_at:
        return []
    words = (
        "The first look asks for somebody at once. If it bears on safety in custody, the custody "
        "officer may be told, whatever was agreed to."
    )
    return [Finding("safety.not_told", words, "DOMAIN 3.2")]
