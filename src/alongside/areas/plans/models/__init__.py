"""Rows of plans, a module for each kind. No behaviour."""

from alongside.areas.plans.models.choices import SharingChoice
from alongside.areas.plans.models.contact import (
    ContactPlan,
    ContactPlanHold,
    ContactPlanOffer,
    ContactPlanPerson,
    ContactPlanVersion,
)
from alongside.areas.plans.models.herbert import HerbertForm, HerbertHolding, HerbertPartTwo
from alongside.areas.plans.models.missing import MissingEvent, MissingRecord
from alongside.areas.plans.models.suicide import (
    SuicideAnniversary,
    SuicideOwnPart,
    SuicidePlan,
    SuicidePlanEvent,
)

__all__ = [
    "ContactPlan",
    "ContactPlanHold",
    "ContactPlanOffer",
    "ContactPlanPerson",
    "ContactPlanVersion",
    "HerbertForm",
    "HerbertHolding",
    "HerbertPartTwo",
    "MissingEvent",
    "MissingRecord",
    "SharingChoice",
    "SuicideAnniversary",
    "SuicideOwnPart",
    "SuicidePlan",
    "SuicidePlanEvent",
]
