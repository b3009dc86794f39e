"""Which role may do what here: one table, joined from one for each kind of work."""

from typing import Final

from alongside.areas.diversion.rules import (
    permissions_justice,
    permissions_measures,
    permissions_pathway,
    permissions_reports,
)
from alongside.areas.diversion.rules.roles import CUSTODY, PRACTITIONERS, RESPONDERS
from alongside.kernel.actor import Permissions

__all__ = ["CUSTODY", "PERMISSIONS", "PRACTITIONERS", "RESPONDERS"]

PERMISSIONS: Final[Permissions] = {
    **permissions_pathway.PATHWAY_PERMISSIONS,
    **permissions_justice.JUSTICE_PERMISSIONS,
    **permissions_reports.REPORT_PERMISSIONS,
    **permissions_measures.MEASURE_PERMISSIONS,
}
