"""Rows of plans, a module for each kind. No behaviour."""

from alongside.areas.plans.models.choices import SharingChoice
from alongside.areas.plans.models.contact import (
    ContactPlan,
    ContactPlanOffer,
    ContactPlanPerson,
    ContactPlanVersion,
)
from alongside.areas.plans.models.crisis_plan import (
    CrisisPlan,
    CrisisPlanRisk,
    CrisisPlanVersion,
)
from alongside.areas.plans.models.door import CorrectionRequest, Door, DoorAllowance, EntryCode
from alongside.areas.plans.models.herbert import HerbertForm, HerbertHolding, HerbertPartTwo
from alongside.areas.plans.models.missing import MissingEvent, MissingRecord
from alongside.areas.plans.models.suicide import (
    SuicideAnniversary,
    SuicideOwnPart,
    SuicidePlan,
    SuicidePlanEvent,
)
from alongside.areas.plans.models.wording import WordingHit, WordingReview

__all__ = [
    "ContactPlan",
    "ContactPlanOffer",
    "ContactPlanPerson",
    "ContactPlanVersion",
    "CorrectionRequest",
    "CrisisPlan",
    "CrisisPlanRisk",
    "CrisisPlanVersion",
    "Door",
    "DoorAllowance",
    "EntryCode",
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
    "WordingHit",
    "WordingReview",
]
