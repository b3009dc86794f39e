"""Puts each answer in words: what holds, why, and what to do next.

No sentence says whether anything is held, and none speaks of a national data opt-out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.sharing.policy import AGREED, CAPACITY, CONSENT, Policy, PurposeRules
from alongside.engines.sharing.words import (
    AgreedBy,
    Category,
    CategoryDecision,
    Cell,
    Duty,
    Outcome,
    Purpose,
)
from alongside.kernel.actor import Role, Sector

TELL: Final = frozenset({Duty.TELL_PERSON_LATER})
CAPACITY_RECORD: Final = frozenset({Duty.KEEP_CAPACITY_RECORD})
EARLIER: Final = frozenset({Duty.LIST_EARLIER_DISCLOSURES})
GLASS_DUTIES: Final = frozenset({Duty.BOTH_REVIEW, Duty.TELL_PERSON_LATER})
BREAK_GLASS: Final = (
    "If waiting could lead to serious harm, you can open it now: say why, and both services will "
    "look at it afterwards."
)
IN_DANGER: Final = "If somebody's life is in danger, look again and choose that purpose."
RING: Final = "If somebody's life is in danger, ring 999."
USUAL: Final = "Look again without choosing a law, and the usual one is used."
GOVERNANCE: Final = "If that does not help, ask your information governance lead."


@dataclass(frozen=True, slots=True)
class Look:
    """What the words depend on of whoever looks.

    Attributes:
        role: The role they act in.
        sector: What kind of organisation they act for.
        gateway: Known gateway they chose; empty for the usual one.
        reason_given: Whether they gave a reason.
    """

    role: Role
    sector: Sector
    gateway: str
    reason_given: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes the answers for one purpose and one kind of viewer."""

    policy: Policy
    rules: PurposeRules
    look: Look

    def shown(self, category: Category, *, told: bool = False) -> CategoryDecision:
        """Shown by the matrix; ``told`` when the person agreed, so that they know."""
        chosen = self.look.gateway
        ground = chosen if chosen and chosen not in AGREED else self.rules.ground
        return self._shown(category, ground, self.rules.duties - (TELL if told else set()))

    def agreed(self, category: Category) -> dict[AgreedBy, CategoryDecision]:
        """Shown on somebody's word; leaves out whose word the chosen gateway does not rest on."""
        chosen = self.look.gateway
        duties = self.rules.duties - TELL
        own = self._shown(category, CONSENT, duties)
        # Whoever decides for somebody may do so only while that person cannot.
        attorney = self._shown(category, CONSENT, duties | CAPACITY_RECORD)
        capacity = self._shown(category, CAPACITY, duties | CAPACITY_RECORD)
        words = {} if chosen == CAPACITY else {AgreedBy.PERSON: own, AgreedBy.PARENT: own}
        if chosen != CAPACITY:
            words[AgreedBy.ATTORNEY] = attorney
        if chosen != CONSENT:
            words[AgreedBy.BEST_INTERESTS] = capacity
        return words

    def justified(self, category: Category) -> dict[str, CategoryDecision]:
        """Shown because a senior person decided so, by each ground they may rely on."""
        return {
            code: self._shown(category, code, self.rules.duties | TELL)
            for code, gateway in self.policy.gateways.items()
            if gateway.by_senior
            and gateway.commenced
            and gateway.may_be_used_by(self.look.sector)
            and self.policy.opens(gateway, category)
        }

    def opened(self, category: Category) -> CategoryDecision | None:
        """Shown because glass is broken; ``None`` where it cannot be."""
        if not self._glass(category):
            return None
        duties = self.rules.duties | GLASS_DUTIES
        return self._shown(category, self.policy.break_glass_ground, duties)

    def closed(self, category: Category, cell: Cell) -> CategoryDecision | None:
        """Withheld whatever anybody brings; ``None`` where something may be brought."""
        gateway = self.policy.gateways.get(self.look.gateway)
        if cell in (Cell.NO, Cell.NOT_RELEVANT):
            sentence = f"{self._title(category)} are not shared for this purpose."
            return self._held(
                category,
                Outcome.WITHHELD,
                sentence,
                ("If you need to know something,", f"ask {self._ask(category)}."),
            )
        if gateway is not None and not self.policy.opens(gateway, category):
            sentence = f"{self._title(category)} are not shared under the law you chose."
            steps = (gateway.limits, USUAL, GOVERNANCE)
            return self._held(category, Outcome.WITHHELD, sentence, steps)
        return None

    def refused(self, category: Category) -> CategoryDecision:
        """The person said no."""
        return self._unless_agreed(category, "They do not agree now.", EARLIER)

    def withdrawn(self, category: Category) -> CategoryDecision:
        """Somebody agreed once and no longer does."""
        ended = "The agreement was withdrawn or has ended."
        return self._unless_agreed(category, ended, EARLIER)

    def unasked(self, category: Category) -> CategoryDecision:
        """Nobody agreed."""
        return self._unless_agreed(category, "", frozenset())

    def expired(self, category: Category) -> CategoryDecision:
        """Out of date."""
        sentence = f"{self._title(category)} have expired. They are not shared until reviewed."
        steps = (f"Ask {self._ask(category)} to review them.", self._in_danger())
        return self._held(category, Outcome.WITHHELD, sentence, steps)

    def no_agreement(self, category: Category) -> CategoryDecision:
        """No sharing agreement holds."""
        sentence = (
            f"{self._title(category)} are shared for this purpose only under a signed sharing "
            "agreement, and none is in force for your organisation."
        )
        steps = (
            f"Ask your information governance lead about the agreement, or ask "
            f"{self._ask(category)}.",
            self._in_danger(),
        )
        return self._held(category, Outcome.WITHHELD, sentence, steps)

    def senior(self, category: Category) -> CategoryDecision:
        """A named senior person has to decide."""
        spoken = self.policy.categories[category]
        titles = [self.policy.roles[role].title for role in spoken.seniors]
        sentence = (
            f"{spoken.title} need a reason from a named senior person before they are shared."
        )
        steps = (
            f"Ask your supervisor to speak to {self._ask(category)} and say what harm sharing "
            "would prevent.",
            f"{_one_of(titles)} there can decide.",
        )
        return self._held(category, Outcome.NEEDS_JUSTIFICATION, sentence, steps)

    def _unless_agreed(
        self, category: Category, why: str, duties: frozenset[Duty]
    ) -> CategoryDecision:
        sentence = (
            f"{self._title(category)} are only shared for this purpose when the person agrees."
        )
        ask = f"ask {self._ask(category)}."
        steps: tuple[str, ...] = ("Ask the person, if they are able to talk. If not,", ask)
        outcome = Outcome.WITHHELD
        if self._glass(category):
            outcome, steps = Outcome.NEEDS_BREAK_GLASS, (*steps, BREAK_GLASS)
        return self._held(category, outcome, f"{sentence} {why}".strip(), steps, duties)

    def _shown(self, category: Category, ground: str, duties: Iterable[Duty]) -> CategoryDecision:
        sentence = f"{self._title(category)} are shared here."
        if ground:
            sentence += f" {self.policy.gateways[ground].words}"
        left = set(duties) - ({Duty.GIVE_REASON} if self.look.reason_given else set())
        return CategoryDecision(
            category, Outcome.SHOWN, ground, self._rule(category), "", sentence, "", in_order(left)
        )

    def _held(
        self,
        category: Category,
        outcome: Outcome,
        sentence: str,
        steps: Sequence[str],
        duties: frozenset[Duty] = frozenset(),
    ) -> CategoryDecision:
        spoken = self.policy.categories[category]
        own = spoken.asked == self.look.role
        instead = ("" if own else spoken.instead, self.rules.instead)
        next_step = " ".join(step for step in (*steps, *instead) if step)
        return CategoryDecision(
            category, outcome, "", self._rule(category), "", sentence, next_step, in_order(duties)
        )

    def _glass(self, category: Category) -> bool:
        look = self.look
        return category in self.policy.glass_for(look.role, look.sector, self.rules.purpose)

    def _in_danger(self) -> str:
        purposes = self.policy.purposes_of(self.look.role, self.look.sector)
        return IN_DANGER if Purpose.IMMEDIATE_DANGER in purposes else RING

    def _rule(self, category: Category) -> str:
        return f"{self.policy.name}/{self.rules.purpose}.{category}"

    def _title(self, category: Category) -> str:
        return self.policy.categories[category].title

    def _ask(self, category: Category) -> str:
        """Whom to ask; nobody is sent to themselves."""
        spoken = self.policy.categories[category]
        own = spoken.asked == self.look.role and spoken.ask_otherwise
        return self.rules.ask or (spoken.ask_otherwise if own else spoken.ask)


def in_order(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Duties in the order they are listed."""
    wanted = frozenset(duties)
    return tuple(duty for duty in Duty if duty in wanted)


def _one_of(titles: Sequence[str]) -> str:
    words = " or ".join(titles)
    return words[:1].upper() + words[1:]
