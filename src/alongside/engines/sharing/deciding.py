"""The sharing decision."""

from datetime import datetime

from alongside.engines.sharing.answers import Prepared, prepared_for
from alongside.engines.sharing.policy import Policy
from alongside.engines.sharing.refusing import refusal
from alongside.engines.sharing.weighing import Case
from alongside.engines.sharing.words import Decision, PersonFacts, Request


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
    parts = None
    if not _plainly_allowed(ready, request, at):
        parts = refusal(request, facts, policy, at)
    if parts is None:
        row = ready.adult if facts.is_child is False else ready.child
        parts = Case(request, facts, at).parts(row)
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
