"""May this be shown, to whom, and on what ground. Pure: no Django, no database, no clock.

``decide`` answers for each category of information whether it may be shown. The policy it
follows is dated data, checked when it is read; whatever the policy does not allow is withheld.

Source: DOMAIN 5.2 and 5.3.
"""

from alongside.engines.sharing.deciding import decide
from alongside.engines.sharing.explaining import DUTY_WORDS, explain
from alongside.engines.sharing.loading import policy_on
from alongside.engines.sharing.policy import BadPolicy, Policy
from alongside.engines.sharing.weighing import said_no
from alongside.engines.sharing.words import (
    ANYBODY,
    AgreedBy,
    Agreement,
    BreakGlass,
    Category,
    CategoryDecision,
    Cell,
    Consent,
    Decision,
    Duty,
    Expiry,
    Justification,
    Objection,
    Outcome,
    PersonFacts,
    Purpose,
    Request,
)

__all__ = [
    "ANYBODY",
    "DUTY_WORDS",
    "AgreedBy",
    "Agreement",
    "BadPolicy",
    "BreakGlass",
    "Category",
    "CategoryDecision",
    "Cell",
    "Consent",
    "Decision",
    "Duty",
    "Expiry",
    "Justification",
    "Objection",
    "Outcome",
    "PersonFacts",
    "Policy",
    "Purpose",
    "Request",
    "decide",
    "explain",
    "policy_on",
    "said_no",
]
