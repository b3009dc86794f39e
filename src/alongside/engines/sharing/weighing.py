"""Weighs what is brought to a look against what the matrix says.

Every look of every page passes here: loops are written out and only what the facts can change
is weighed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Final

from alongside.engines.sharing.answers import BITS, Answers, Row
from alongside.engines.sharing.policy import Policy
from alongside.engines.sharing.words import (
    ANYBODY,
    AgreedBy,
    Agreement,
    Category,
    CategoryDecision,
    Cell,
    Consent,
    Outcome,
    PersonFacts,
    Request,
)
from alongside.kernel.actor import Sector
from alongside.kernel.period import Period

WHOSE_WORD_FIRST: Final = tuple(AgreedBy)
ID_OF: Final = attrgetter("id")


def said_no(
    request: Request, facts: PersonFacts, policy: Policy, at: datetime
) -> frozenset[Category]:
    """Answer the kinds of information that the person's no keeps from a viewer.

    For what is the person's own to give, whatever the matrix says of its kind. In an emergency
    their no gives way, here as everywhere.
    """
    if policy.purposes[request.purpose].emergency:
        return frozenset()
    case = Case(request, facts, at)
    objected = {objection.category for objection in facts.objections}
    return frozenset(category for category in objected if case.objected(category))


@dataclass(slots=True)
class Case:
    """One look: who asks and brings what, what is known, and when.

    Attributes:
        request: Who asks, and what they bring.
        facts: What about the person and the agreements matters.
        at: The instant of the look.
        agreements: Those that hold for this look, where one is needed.
    """

    request: Request
    facts: PersonFacts
    at: datetime
    agreements: Sequence[Agreement] = ()

    def parts(self, row: Row) -> tuple[CategoryDecision, ...]:
        """Pick the answer for each category asked for, in the order of the row."""
        moved, wanted = self._moved(row), self.request.categories
        if not moved and len(wanted) == len(row.plain):
            return row.plain
        weigh = self._by_cell
        if row.routine:
            self.agreements = self._in_force()
            weigh = self._under_agreement
        return tuple(
            [
                weigh(one) if one.bit & moved else one.plain
                for one in row.answers
                if one.category in wanted
            ]
        )

    def _moved(self, row: Row) -> int:
        """Answer the bits of the categories whose answer the facts may change."""
        facts, request = self.facts, self.request
        moved = 0
        if row.by_consents:
            for consent in facts.consents:
                moved |= BITS[consent.category]
            moved &= row.by_consents
        if row.by_objections:
            for objection in facts.objections:
                moved |= BITS[objection.category] & row.by_objections
        if facts.agreements:
            moved |= row.by_agreements
        if request.justifications:
            moved |= row.by_justifications
        if request.break_glass:
            moved |= row.by_glass
        return moved

    def _under_agreement(self, answers: Answers) -> CategoryDecision:
        for agreement in self.agreements:
            if answers.category in agreement.categories:
                return _relying_on(agreement, self._by_cell(answers))
        return answers.no_agreement

    def _in_force(self) -> list[Agreement]:
        """Answer the agreements that hold for this viewer and purpose, in order of id."""
        organisation, purpose, at = self.request.organisation, self.request.purpose, self.at
        holders, every_holder = self.facts.holders, self.facts.from_several
        found = [
            one
            for one in self.facts.agreements
            if purpose in one.purposes
            and organisation in one.parties
            and (not holders or one.parties & holders)
            and (not every_holder or holders <= one.parties)
            and one.signed
            and holds(one.period, at)
        ]
        if len(found) > 1:
            found.sort(key=ID_OF)
        return found if organisation else []

    def _by_cell(self, answers: Answers) -> CategoryDecision:
        cell = answers.cell
        if (answers.heeds_objection or cell is Cell.CONSENT) and self.objected(answers.category):
            return self._under_glass(answers) or answers.refused
        if cell is Cell.CONSENT:
            return self._by_consent(answers)
        if cell is Cell.SENIOR:
            return self._by_senior(answers)
        # What the person agreed to themselves they need not be told of later.
        whose, _ = self._whose_word(answers)
        return answers.told if whose is AgreedBy.PERSON else answers.by_cell

    def _by_consent(self, answers: Answers) -> CategoryDecision:
        whose, ended = self._whose_word(answers)
        if whose is None:
            without = answers.withdrawn if ended else answers.by_cell
            return self._under_glass(answers) or without
        return answers.expired if self._expired(answers.category) else answers.agreed[whose]

    def _by_senior(self, answers: Answers) -> CategoryDecision:
        """Answer what the senior decisions in force allow, the first of their grounds by name."""
        organisation = self.request.organisation
        grounds = [
            one.ground
            for one in self.request.justifications
            if one.category == answers.category
            and one.decided_by
            and one.recipient == organisation
            and one.ground in answers.justified
            and answers.justified[one.ground][0] <= self.at
            and holds(one.period, self.at)
        ]
        allowed = grounds and organisation
        return answers.justified[min(grounds)][1] if allowed else answers.by_cell

    def _under_glass(self, answers: Answers) -> CategoryDecision | None:
        """Answer what broken glass opens, if it is broken and opens this."""
        category = answers.category
        if answers.opened is None or not any(
            category in one.categories and holds(one.period, self.at)
            for one in self.request.break_glass
        ):
            return None
        # What is out of date could mislead at night; in danger to life P1 shows it all the same.
        late = answers.cell is Cell.CONSENT and self._expired(category)
        return answers.expired if late else answers.opened

    def _whose_word(self, answers: Answers) -> tuple[AgreedBy | None, bool]:
        """Answer on whose word a category goes to this viewer, and whether an earlier one ended."""
        found: list[AgreedBy] = []
        ended = False
        at = self.at
        for consent in self.facts.consents:
            if consent.category != answers.category or not self._counts(consent, answers):
                continue
            period = consent.period
            if holds(period, at):
                found.append(consent.agreed_by)
            elif period.ends_at is not None and period.starts_at < period.ends_at <= at:
                ended = True
        if len(found) > 1:
            found.sort(key=WHOSE_WORD_FIRST.index)
        return (found[0] if found else None), ended

    def _counts(self, consent: Consent, answers: Answers) -> bool:
        """Say whether a consent is for this viewer and purpose, and its giver may give it."""
        agreed_by, recipient = consent.agreed_by, consent.recipient
        if consent.purpose != self.request.purpose and consent.purpose is not None:
            return False
        if agreed_by not in answers.agreed:
            return False
        if agreed_by is AgreedBy.PARENT and self.facts.is_child is not True:
            return False
        if agreed_by is AgreedBy.BEST_INTERESTS and consent.purpose is None:
            return False
        if recipient == ANYBODY:
            return agreed_by is not AgreedBy.BEST_INTERESTS
        return self._is_named(recipient)

    def objected(self, category: Category) -> bool:
        """Say whether the person's no reaches this viewer; an unknown organisation it does."""
        for objection in self.facts.objections:
            if objection.category != category or not holds(objection.period, self.at):
                continue
            recipient = objection.recipient
            if recipient == ANYBODY or not self.request.organisation or self._is_named(recipient):
                return True
            # Whoever says "no police" means all of them; a yes is never read as widely as a no.
            if recipient == Sector.POLICE and self.request.sector.is_police:
                return True
        return False

    def _is_named(self, recipient: str) -> bool:
        request = self.request
        return recipient == request.sector or bool(recipient and recipient == request.organisation)

    def _expired(self, category: Category) -> bool:
        for one in self.facts.expiries:
            if one.category == category and one.expired_at <= self.at:
                return True
        return False


def _relying_on(agreement: Agreement, part: CategoryDecision) -> CategoryDecision:
    """Name the agreement on what is shown; quicker than ``replace``."""
    if part.outcome is not Outcome.SHOWN:
        return part
    return CategoryDecision(
        part.category,
        part.outcome,
        part.ground,
        part.rule_id,
        agreement.id,
        part.sentence,
        part.next_step,
        part.duties,
    )


def holds(period: Period, at: datetime) -> bool:
    """``at in period``, at half the price."""
    ends_at = period.ends_at
    return period.starts_at <= at and (ends_at is None or at < ends_at)
