"""This area's parts of a person's page, a module for each kind of plan."""

from alongside.areas.plans.panels.contact import CONTACT_PANELS
from alongside.areas.plans.panels.crisis_plan import CRISIS_PANELS
from alongside.areas.plans.panels.joint import JOINT_LINKS, JOINT_PANELS
from alongside.foundation.picture.panels import Panel

PANELS: tuple[Panel, ...] = (*CONTACT_PANELS, *CRISIS_PANELS, *JOINT_PANELS)
LINKS = JOINT_LINKS
