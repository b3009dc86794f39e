"""Rows of plans, a module for each kind. No behaviour."""

from alongside.areas.plans.models.herbert import HerbertForm, HerbertHolding, HerbertPartTwo
from alongside.areas.plans.models.missing import MissingEvent, MissingRecord
from alongside.areas.plans.models.suicide import (
    SuicideAnniversary,
    SuicideOwnPart,
    SuicidePlan,
    SuicidePlanEvent,
)

__all__ = [
    "HerbertForm",
    "HerbertHolding",
    "HerbertPartTwo",
    "MissingEvent",
    "MissingRecord",
    "SuicideAnniversary",
    "SuicideOwnPart",
    "SuicidePlan",
    "SuicidePlanEvent",
]
