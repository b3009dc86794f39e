"""The sharing decision."""

from datetime import datetime

from alongside.engines.sharing.answers import (
    AGREEMENTS,
    CONSENTS,
    GLASS,
    JUSTIFICATIONS,
    OBJECTIONS,
    Answers,
    Prepared,
    prepared_for,
)
from alongside.engines.sharing.policy import Policy
from alongside.engines.sharing.refusing import refusal
from alongside.engines.sharing.words import (
    ANYBODY,
    AgreedBy,
    Category,
    CategoryDecision,
    Cell,
    Consent,
    Decision,
    Outcome,
    PersonFacts,
    Request,
)
from alongside.kernel.period import Period

WHOSE_WORD_FIRST = tuple(AgreedBy)


def decide(request: Request, facts: PersonFacts, policy: Policy, at: datetime) -> Decision:
    """Decide for each category asked for whether it may be shown.

    Args:
        request: Who asks, in what role, why, for which categories, and what they bring.
        facts: What about the person and the agreements matters.
        policy: The policy to follow. On a day it is not in force, all is withheld.
        at: The instant of the look.

    Returns:
        One decision for each category asked for, in the order of ``Category``.

    Source: DOMAIN 5.2 to 5.4; the default is to withhold.
    """
    ready = prepared_for(policy, request)
    refused = None
    if not _plainly_allowed(ready, request, at):
        refused = refusal(request, facts, policy, at)
    if refused is not None:
        parts = refused
    else:
        answers = ready.adult if facts.is_child is False else ready.child
        parts = _parts(answers, request, facts, at)
    return Decision(request.purpose, at, ready.regime, parts, ready.words)


def _plainly_allowed(ready: Prepared, request: Request, at: datetime) -> bool:
    """Say whether nothing asks for a closer look: the common case, kept short."""
    return (
        ready.allowed
        and request.on_duty
        and not request.gateway
        and ready.regime == "general"
        and ready.starts_at <= at
        and (ready.ends_at is None or at < ready.ends_at)
    )


def _parts(
    answers: tuple[Answers, ...], request: Request, facts: PersonFacts, at: datetime
) -> tuple[CategoryDecision, ...]:
    brought = (
        (CONSENTS if facts.consents else 0)
        | (OBJECTIONS if facts.objections else 0)
        | (AGREEMENTS if facts.agreements else 0)
        | (JUSTIFICATIONS if request.justifications else 0)
        | (GLASS if request.break_glass else 0)
    )
    wanted = request.categories
    return tuple(
        [
            _weigh(one, request, facts, at) if one.moved_by & brought else one.plain
            for one in answers
            if one.category in wanted
        ]
    )


def _weigh(
    answers: Answers, request: Request, facts: PersonFacts, at: datetime
) -> CategoryDecision:
    if not answers.routine:
        return _by_cell(answers, request, facts, at)
    agreement = _agreement(answers.category, request, facts, at)
    if agreement is None:
        return answers.no_agreement
    return _relying_on(agreement, _by_cell(answers, request, facts, at))


def _by_cell(
    answers: Answers, request: Request, facts: PersonFacts, at: datetime
) -> CategoryDecision:
    counts = answers.heeds_objection or answers.cell is Cell.CONSENT
    if counts and _objected(answers.category, request, facts, at):
        return _under_glass(answers, request, facts, at) or answers.refused
    if answers.cell is Cell.CONSENT:
        return _by_consent(answers, request, facts, at)
    if answers.cell is Cell.SENIOR:
        return _by_senior(answers, request, at)
    knows = _whose_word(answers, request, facts, at)[0] is AgreedBy.PERSON
    return answers.told if knows else answers.by_cell


def _by_consent(
    answers: Answers, request: Request, facts: PersonFacts, at: datetime
) -> CategoryDecision:
    whose, ended = _whose_word(answers, request, facts, at)
    if whose is None:
        without = answers.withdrawn if ended else answers.by_cell
        return _under_glass(answers, request, facts, at) or without
    if _expired(answers.category, facts, at):
        return answers.expired
    return answers.agreed[whose]


def _by_senior(answers: Answers, request: Request, at: datetime) -> CategoryDecision:
    """Answer what the senior decisions in force allow, the first of their grounds by name."""
    grounds = [
        one.ground
        for one in request.justifications
        if one.category == answers.category
        and one.recipient
        and one.recipient == request.organisation
        and one.decided_by
        and one.ground in answers.justified
        and answers.justified[one.ground][0] <= at
        and _holds(one.period, at)
    ]
    return answers.justified[min(grounds)][1] if grounds else answers.by_cell


def _under_glass(
    answers: Answers, request: Request, facts: PersonFacts, at: datetime
) -> CategoryDecision | None:
    if answers.opened is None:
        return None
    category = answers.category
    if not any(
        category in one.categories and _holds(one.period, at) for one in request.break_glass
    ):
        return None
    # What is out of date could mislead at night; in danger to life P1 shows it all the same.
    late = answers.cell is Cell.CONSENT and _expired(category, facts, at)
    return answers.expired if late else answers.opened


def _whose_word(
    answers: Answers, request: Request, facts: PersonFacts, at: datetime
) -> tuple[AgreedBy | None, bool]:
    """Answer on whose word a category goes to this viewer, and whether an earlier word ended."""
    found: list[AgreedBy] = []
    ended = False
    for consent in facts.consents:
        if consent.category != answers.category or not _reaches(consent, answers, request, facts):
            continue
        period = consent.period
        if _holds(period, at):
            found.append(consent.agreed_by)
        elif period.ends_at is not None and period.starts_at < period.ends_at <= at:
            ended = True
    if not found:
        return None, ended
    return min(found, key=WHOSE_WORD_FIRST.index), ended


def _reaches(consent: Consent, answers: Answers, request: Request, facts: PersonFacts) -> bool:
    """Say whether a consent is for this viewer and purpose, and its giver may give it."""
    agreed_by = consent.agreed_by
    if consent.purpose != request.purpose and (
        consent.purpose is not None or agreed_by is AgreedBy.BEST_INTERESTS
    ):
        return False
    if agreed_by not in answers.agreed:
        return False
    if agreed_by is AgreedBy.PARENT and facts.is_child is not True:
        return False
    recipient = consent.recipient
    if recipient == ANYBODY:
        return agreed_by is not AgreedBy.BEST_INTERESTS
    return _names(recipient, request)


def _names(recipient: str, request: Request) -> bool:
    return recipient == request.sector or bool(recipient and recipient == request.organisation)


def _objected(category: Category, request: Request, facts: PersonFacts, at: datetime) -> bool:
    """Say whether the person's no reaches this viewer; one of unknown organisation is reached."""
    return any(
        objection.category == category
        and (
            objection.recipient == ANYBODY
            or not request.organisation
            or _names(objection.recipient, request)
        )
        and _holds(objection.period, at)
        for objection in facts.objections
    )


def _expired(category: Category, facts: PersonFacts, at: datetime) -> bool:
    return any(one.category == category and one.expired_at <= at for one in facts.expiries)


def _agreement(
    category: Category, request: Request, facts: PersonFacts, at: datetime
) -> str | None:
    """Answer the agreement relied on, the first by id; ``None`` when none holds."""
    organisation, purpose = request.organisation, request.purpose
    found = [
        one.id
        for one in facts.agreements
        if one.signed
        and organisation
        and organisation in one.parties
        and purpose in one.purposes
        and category in one.categories
        and _holds(one.period, at)
    ]
    return min(found) if found else None


def _relying_on(agreement: str, part: CategoryDecision) -> CategoryDecision:
    if part.outcome is not Outcome.SHOWN:
        return part
    return CategoryDecision(
        part.category,
        part.outcome,
        part.ground,
        part.rule_id,
        agreement,
        part.sentence,
        part.next_step,
        part.duties,
    )


def _holds(period: Period, at: datetime) -> bool:
    """``at in period``, without the call of a method."""
    ends_at = period.ends_at
    return period.starts_at <= at and (ends_at is None or at < ends_at)
