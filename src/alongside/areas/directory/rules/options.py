"""Kinds of help that may work instead of being held."""

from enum import StrEnum

from alongside.kernel.refusal import Refused


class OptionKind(StrEnum):
    """What kind of help an option is, in the order they are offered."""

    OWN_TEAM = "own_team"
    CRISIS_LINE = "crisis_line"
    CRISIS_CAFE = "crisis_cafe"
    CRISIS_HOUSE = "crisis_house"
    STREET_OUTREACH = "street_outreach"
    OTHER = "other"


OPTION_LABELS = {
    OptionKind.OWN_TEAM: "The person's own team",
    OptionKind.CRISIS_LINE: "Crisis line",
    OptionKind.CRISIS_CAFE: "Crisis café",
    OptionKind.CRISIS_HOUSE: "Crisis house",
    OptionKind.STREET_OUTREACH: "Street outreach",
    OptionKind.OTHER: "Something else",
}


def check_can_be_reached(*, phone: str, address: str) -> None:
    """Refuse an option nobody could ring or walk to.

    Raises:
        Refused: ``option.cannot_be_reached``.
    """
    if not phone and not address:
        raise Refused(
            "option.cannot_be_reached",
            "Give a phone number or an address.",
            next_step="One of the two is enough.",
            field="phone",
        )
