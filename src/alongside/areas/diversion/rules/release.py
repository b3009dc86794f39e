"""Release control: what may go to police, prosecutors and courts, and on what ground."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from alongside.areas.diversion.rules.referral_sharing import Agreed
from alongside.areas.diversion.rules.report_levels import at_least

CONSENT: Final = "consent_common_law"
BEST_INTERESTS: Final = "mca_best_interests"
PUBLIC_TASK: Final = "public_task_health"
VITAL: Final = "vital_interests"
LEAST: Final = "attended_only"


class Outcome(StrEnum):
    """What release control answers."""

    RELEASE = "release"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class ReportConsent:
    """What somebody agreed to be told of them, as it stands.

    Attributes:
        level: The most that may be told; empty where nothing was agreed.
        recipients: To whom.
        agreed: On whose word.
        withdrawn: Whether it was taken back.
    """

    level: str = ""
    recipients: frozenset[str] = field(default_factory=frozenset)
    agreed: Agreed = Agreed.PERSON
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """What release control says of one wish to tell.

    Attributes:
        outcome: Whether it may go.
        code: Stable word of the rule.
        sentence: Why, in plain words.
        ground: Legal gateway; empty where it may not go.
        offer: The level that may go instead; empty for none.
    """

    outcome: Outcome
    code: str
    sentence: str
    ground: str = ""
    offer: str = ""

    @property
    def may_go(self) -> bool:
        """Whether it may be released."""
        return self.outcome is Outcome.RELEASE


REFUSALS: Final[Mapping[str, str]] = {
    "withdrawn": "They have taken their consent back, so nothing more is shared.",
    "no_consent": "They have not agreed to this.",
    "other_recipient": "They did not agree to tell them.",
    "more_than_agreed": "They agreed to less than this.",
}


def ruling(level: str, recipient: str, consent: ReportConsent) -> Ruling:
    """Answer whether a report of a level may go to a recipient.

    That somebody was seen and was offered help may always be said, unless they have taken their
    consent back: then nothing more goes to anybody.

    Args:
        level: Code of the list ``ld_report_level``.
        recipient: Code of ``RECIPIENTS``.
        consent: As it stands.

    Source: DOMAIN 3.2 and tests T3.2; 5.3 row P5.
    """
    if consent.withdrawn:
        return _refused("withdrawn", REFUSALS["withdrawn"])
    if level == LEAST:
        return Ruling(
            Outcome.RELEASE, "seen_and_offered", "It says only that they were seen.", PUBLIC_TASK
        )
    if not consent.level:
        return _refused("no_consent", REFUSALS["no_consent"], offer=LEAST)
    if recipient not in consent.recipients:
        return _refused("other_recipient", REFUSALS["other_recipient"], offer=LEAST)
    if not at_least(consent.level, level):
        return _refused("more_than_agreed", REFUSALS["more_than_agreed"], offer=consent.level)
    ground = BEST_INTERESTS if consent.agreed is Agreed.BEST_INTERESTS else CONSENT
    return Ruling(Outcome.RELEASE, "agreed", "They agreed to this, for them to read.", ground)


def _refused(code: str, sentence: str, offer: str = "") -> Ruling:
    return Ruling(Outcome.REFUSE, code, sentence, offer=offer)


DANGERS: Final[Mapping[str, str]] = {
    "ligature": "May try to hurt or hang themselves",
    "self_harm": "Harms themselves",
    "medicine": "Needs medicine that must not stop",
    "withdrawal": "May become ill when alcohol or drugs stop",
    "seizure": "Has fits",
    "other_danger": "Something else that bears on safety",
}


def safety_minimum(dangers: Collection[str], recipient: str) -> Ruling:
    """Answer whether what bears on safety may be told though nothing was agreed.

    It goes to whoever holds the person, no further; what is told is the danger and what to do,
    never a diagnosis. The ground is kept, and the person is told.

    Source: DOMAIN 3.2, the rule below its table, and tests T3.2.
    """
    if not dangers:
        return _refused("no_danger", "Nothing was said that bears on safety.")
    if recipient != "custody_officer":
        return _refused("not_their_keeper", "Safety is for whoever holds them.")
    return Ruling(
        Outcome.RELEASE, "safety_minimum", "It bears on their safety while they are held.", VITAL
    )


def to_be_told(
    released_to: Collection[str], *, withdrawn: bool, told: Collection[str]
) -> tuple[str, ...]:
    """Answer who has a report and has not been told that consent was taken back.

    What was sent stays in the log.
    """
    if not withdrawn:
        return ()
    return tuple(one for one in dict.fromkeys(released_to) if one not in told)


def parent_may_be_told(
    *, age_band: str, gillick: bool | None, refuses: bool, safeguarding: bool
) -> Ruling:
    """Answer whether a parent may be told of what was found, or of a report.

    Source: DOMAIN 3.2: a Gillick-competent child decides; otherwise parental responsibility;
        safeguarding overrides. Tests T3.2, last row.
    """
    if safeguarding:
        return Ruling(
            Outcome.RELEASE,
            "safeguarding",
            "It is needed to keep a child safe from harm.",
            "children_act",
        )
    if age_band != "under_18":
        if refuses:
            return _refused("adult_refuses", "They do not want a parent told.")
        return Ruling(Outcome.RELEASE, "adult_agrees", "They agree.", CONSENT)
    if gillick is True and refuses:
        return _refused("child_refuses", "They understand the choice and do not want it.")
    ground = CONSENT if gillick is True else "children_act"
    return Ruling(Outcome.RELEASE, "parent_told", "A parent may be told.", ground)


def in_time(delivered_at: datetime | None, due_at: datetime) -> bool:
    """Say whether a report was there before the hearing or decision it was for.

    Source: DOMAIN tests T3.1: at 10:05 for a hearing at 10:00 is not in time.
    """
    return delivered_at is not None and delivered_at < due_at
