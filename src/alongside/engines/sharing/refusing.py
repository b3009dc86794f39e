"""Why nothing at all may be shown, where that is so."""

from datetime import date, datetime

from alongside.engines.sharing.policy import Policy
from alongside.engines.sharing.wording import GOVERNANCE, USUAL
from alongside.engines.sharing.words import (
    Category,
    CategoryDecision,
    Duty,
    Outcome,
    PersonFacts,
    Request,
)
from alongside.kernel.local_time import local_date

Why = tuple[str, str, str]
"""The last part of the rule id, the sentence, the next step."""


def refusal(
    request: Request, facts: PersonFacts, policy: Policy, at: datetime
) -> tuple[CategoryDecision, ...] | None:
    """Answer each category withheld for one and the same reason, or ``None`` if there is none."""
    day = local_date(at)
    why = (
        _at_all(request, policy, day)
        or _by_gateway(request, facts, policy, day)
        or _for_want_of_a_reason(request, policy, day)
    )
    if why is None:
        return None
    code, sentence, next_step = why
    duties = (Duty.GIVE_REASON,) if code == "reason" else ()
    return tuple(
        CategoryDecision(
            category,
            Outcome.WITHHELD,
            "",
            f"{policy.name}/{code}",
            "",
            sentence,
            next_step,
            duties,
        )
        for category in Category
        if category in request.categories
    )


def _at_all(request: Request, policy: Policy, day: date) -> Why | None:
    if not policy.in_force(day):
        return (
            "not_in_force",
            "No sharing policy is in force for this day.",
            "Tell your information governance lead.",
        )
    if not request.on_duty:
        return ("off_duty", "You are not on duty.", "Start duty, then look again.")
    if request.purpose not in policy.purposes_of(request.role, request.sector):
        instead = policy.purposes[request.purpose].instead
        step = "Choose the purpose you are here for, or ask somebody whose role it is."
        return (
            f"{request.purpose}.{request.role}",
            "Your role does not look at people for this purpose.",
            f"{step} {instead}".strip(),
        )
    return None


def _by_gateway(request: Request, facts: PersonFacts, policy: Policy, day: date) -> Why | None:
    """Answer why the chosen gateway cannot be relied on, if one is chosen and it cannot."""
    if not request.gateway:
        return None
    gateway = policy.gateways.get(request.gateway)
    if gateway is None:
        return ("gateway.unknown", "That law is not one of those known here.", USUAL)
    code = f"gateway.{gateway.code}"
    barred = not gateway.in_force(day) or not gateway.may_be_used_by(request.sector)
    for_this = request.gateway in policy.purposes[request.purpose].gateways
    # The same words as for any other limit, so that nobody learns of an opt-out; and none that
    # turn on it where the law would open nothing anyway.
    if barred or (for_this and gateway.opt_out and facts.opted_out):
        step = f"{gateway.limits} {USUAL} {GOVERNANCE}"
        return (code, "The law you chose does not let you see this.", step)
    if not for_this:
        # A gateway that opens nothing asked for is refused for its own limits first.
        opens = any(policy.opens(gateway, category) for category in request.categories)
        limits = "" if opens else gateway.limits
        step = f"{limits} {USUAL} {GOVERNANCE}".strip()
        return (code, "The law you chose is not for this purpose.", step)
    if gateway.needs_reason and not request.reason:
        step = f"{gateway.limits} {GOVERNANCE}"
        return (code, "The law you chose needs a reference.", step)
    return None


def _for_want_of_a_reason(request: Request, policy: Policy, day: date) -> Why | None:
    if request.reason or not policy.reason_required(request.purpose, day):
        return None
    return (
        "reason",
        "The law asks you to say why you look.",
        "Say why in a few words, then look again. If you cannot, ask your supervisor.",
    )
