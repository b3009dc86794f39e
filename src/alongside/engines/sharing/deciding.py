"""The sharing decision."""

from datetime import datetime

from alongside.engines.sharing.policy import Policy, PurposeRules
from alongside.engines.sharing.words import (
    Category,
    CategoryDecision,
    Cell,
    Decision,
    Outcome,
    PersonFacts,
    Request,
)
from alongside.kernel.local_time import local_date

CONSENT = "consent_common_law"


def decide(request: Request, facts: PersonFacts, policy: Policy, at: datetime) -> Decision:
    """Decide for each category asked for whether it may be shown.

    Args:
        request: Who asks, in what role, why, and for which categories.
        facts: What about the person matters.
        policy: The policy to follow. On a day it is not in force, all is withheld.
        at: The instant of the look.

    Returns:
        One decision for each category asked for, in the order of ``Category``.

    Source: DOMAIN 5.3; the default is to withhold.
    """
    wanted = [category for category in Category if category in request.categories]
    refused = _refusal(request, policy, at)
    if refused:
        code, sentence, next_step = refused
        parts = [
            CategoryDecision(
                category, Outcome.WITHHELD, "", f"{policy.name}/{code}", "", sentence, next_step
            )
            for category in wanted
        ]
    else:
        rules = policy.purposes[request.purpose]
        parts = [_decide_one(category, rules, facts, policy, at) for category in wanted]
    regime = policy.purposes[request.purpose].regime
    return Decision(request.purpose, at, regime, tuple(parts))


def _refusal(request: Request, policy: Policy, at: datetime) -> tuple[str, str, str] | None:
    """Answer why nothing at all may be shown, if that is so."""
    if not policy.in_force(local_date(at)):
        return (
            "not_in_force",
            "No sharing policy is in force for this day.",
            "Tell your information governance lead.",
        )
    if not request.on_duty:
        return ("off_duty", "You are not on duty.", "Start duty, then look again.")
    if request.purpose not in policy.purposes_of(request.role, request.sector):
        return (
            f"{request.purpose}.{request.role}",
            "Your role does not look at people for this purpose.",
            "Choose the purpose you are here for, or ask somebody whose role it is.",
        )
    return None


def _decide_one(
    category: Category, rules: PurposeRules, facts: PersonFacts, policy: Policy, at: datetime
) -> CategoryDecision:
    cell = _cell(category, rules, facts)
    consented = any(
        consent.purpose in (None, rules.purpose)
        and consent.category == category
        and at in consent.period
        for consent in facts.consents
    )
    objected = any(
        objection.category == category and at in objection.period for objection in facts.objections
    )
    outcome, ground, sentence, next_step = _answer(
        category, cell, rules, policy, consented=consented, objected=objected
    )
    rule_id = f"{policy.name}/{rules.purpose}.{category}"
    return CategoryDecision(category, outcome, ground, rule_id, "", sentence, next_step)


def _cell(category: Category, rules: PurposeRules, facts: PersonFacts) -> Cell:
    """Answer the cell that counts; somebody who may be under 18 counts as a child."""
    if facts.is_child is not False and category in rules.child_cells:
        return rules.child_cells[category]
    return rules.cells[category]


def _answer(
    category: Category,
    cell: Cell,
    rules: PurposeRules,
    policy: Policy,
    *,
    consented: bool,
    objected: bool,
) -> tuple[Outcome, str, str, str]:
    spoken = policy.categories[category]
    heeded = objected and category in policy.heeds_objection and not rules.emergency
    if cell in (Cell.NO, Cell.NOT_RELEVANT):
        sentence = f"{spoken.title} are not shared for this purpose."
        next_step = f"If you need to know something, ask {spoken.ask}. {spoken.instead}"
    elif heeded or (cell is Cell.CONSENT and (objected or not consented)):
        sentence = f"{spoken.title} are only shared for this purpose when the person agrees."
        next_step = f"Ask the person, if they are able to talk. {spoken.instead}"
    elif cell is Cell.SENIOR:
        sentence = (
            f"{spoken.title} need a reason from a named senior person before they are shared."
        )
        next_step = (
            f"Ask your supervisor to speak to {spoken.ask} and say what harm sharing would "
            f"prevent. {spoken.instead}"
        )
        return Outcome.NEEDS_JUSTIFICATION, "", sentence, next_step.strip()
    else:
        ground = CONSENT if cell is Cell.CONSENT else rules.gateways[0]
        sentence = f"{spoken.title} are shared here. {policy.gateways[ground].words}"
        return Outcome.SHOWN, ground, sentence, ""
    return Outcome.WITHHELD, "", sentence, next_step.strip()
