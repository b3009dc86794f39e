"""What of a person may go with a referral: what they agreed to, and what the service may have."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from alongside.engines.sharing import Category, Cell
from alongside.kernel.actor import Sector
from alongside.kernel.refusal import Refused


class Agreed(StrEnum):
    """On whose word something is shared."""

    PERSON = "person"
    PARENT = "parent"
    BEST_INTERESTS = "best_interests"
    SAFEGUARDING = "safeguarding"


AGREED_LABELS: Final[Mapping[Agreed, str]] = {
    Agreed.PERSON: "They agreed themselves",
    Agreed.PARENT: "Somebody with parental responsibility agreed for them",
    Agreed.BEST_INTERESTS: "They cannot decide this now, and it is in their best interests",
    Agreed.SAFEGUARDING: "They do not agree, and it is needed to keep somebody safe from harm",
}
GATEWAYS: Final[Mapping[Agreed, str]] = {
    Agreed.PERSON: "consent_common_law",
    Agreed.PARENT: "consent_common_law",
    Agreed.BEST_INTERESTS: "mca_best_interests",
    Agreed.SAFEGUARDING: "substantial_public_interest",
}
HEALTH: Final = frozenset({Sector.MENTAL_HEALTH_TRUST, Sector.ACUTE_TRUST, Sector.AMBULANCE})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a referral.

    Attributes:
        name: Of the field.
        label: Its heading.
        hint: What belongs in it.
        category: What kind of information it is.
        always: Whether a referral makes no sense without it.
        lines: How tall its box is.
    """

    name: str
    label: str
    hint: str
    category: Category
    always: bool = False
    lines: int = 2


PARTS: Final[tuple[Part, ...]] = (
    Part(
        "need",
        "What they want help with",
        "In their words where you can",
        Category.IDENTITY,
        always=True,
        lines=3,
    ),
    Part("reach", "How to reach them", "Number, best time, who may answer", Category.IDENTITY),
    Part(
        "helps", "What helps them take part", "Such as a text first, or a woman", Category.OWN_WORDS
    ),
    Part("safety", "Anything that bears on safety now", "What, and when it was so", Category.RISK),
    Part(
        "medical", "Medical safety", "Allergy, medicine that must not stop", Category.MEDICAL_SAFETY
    ),
    Part("clinical", "Clinical notes", "Only what the service needs to decide", Category.CLINICAL),
)


def may_go(
    category: Category, *, sector: Sector, ods_code: str, programme: Mapping[Category, Cell]
) -> bool:
    """Answer whether a kind of information may go to a service at all, once it is agreed to.

    A health service, or one the NHS lists, has what direct care needs. Any other has what the
    sharing policy lets a provider of programmes have.

    Args:
        category: What kind.
        sector: What kind of organisation the service is.
        ods_code: What the NHS calls it; empty when it has no such code.
        programme: The policy's cells for purpose P14.

    Source: DOMAIN 5.2 ``direct_care_implied``; 5.3 row P14.
    """
    if sector in HEALTH or ods_code:
        return True
    return programme.get(category) in (Cell.YES, Cell.CONSENT)


def check_agreed(agreed: Agreed, *, words: str, age_band: str, gillick: bool | None) -> None:
    """Refuse to share on nobody's word, or on a word that does not count here.

    Args:
        agreed: On whose word.
        words: How that was said, or why it is so.
        age_band: ``under_18``, ``adult`` or ``not_known``.
        gillick: Whether a child was found able to decide this; ``None`` where nobody looked.

    Raises:
        Refused: ``agreed.no_words``, ``agreed.not_a_child`` or ``agreed.gillick``.

    Source: Gillick v West Norfolk 1985; Mental Capacity Act 2005 sections 3 and 4.
    """
    if not words.strip():
        raise Refused(
            "agreed.no_words",
            "Say how they agreed, or why it is right without.",
            field="agreed_words",
        )
    child = age_band == "under_18"
    if agreed is Agreed.PARENT and not child:
        raise Refused(
            "agreed.not_a_child",
            "Nobody has parental responsibility for an adult.",
            next_step="Ask the person. If they cannot decide, say so and decide for their good.",
            field="agreed",
        )
    if agreed is Agreed.PERSON and child and gillick is not True:
        raise Refused(
            "agreed.gillick",
            "A young person may agree once somebody has found that they understand this choice.",
            next_step="Tick that you found so, or ask somebody with parental responsibility.",
            field="gillick",
        )


def check_parts(said: Mapping[str, str], allowed: Collection[Category]) -> dict[str, str]:
    """Answer the parts that go, and refuse what the service may not have.

    Raises:
        Refused: ``referral.no_need`` or ``referral.not_theirs``.
    """
    going = {part.name: said.get(part.name, "").strip() for part in PARTS}
    for part in PARTS:
        if part.always and not going[part.name]:
            raise Refused("referral.no_need", f"Write “{part.label.lower()}”.", field=part.name)
        if going[part.name] and part.category not in allowed:
            raise Refused(
                "referral.not_theirs",
                f"This service may not be sent “{part.label.lower()}”.",
                next_step="Leave it empty. Ask the liaison lead if they need to know.",
                field=part.name,
            )
    return {name: words for name, words in going.items() if words}
