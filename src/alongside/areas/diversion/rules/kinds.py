"""What can happen in an episode, and who records it: joined from one list for each kind of work."""

from collections.abc import Mapping
from typing import Final

from alongside.areas.diversion.rules import kinds_justice, kinds_pathway, kinds_reports
from alongside.areas.diversion.rules.kind import Kind

__all__ = ["KINDS", "Kind"]

KINDS: Final[Mapping[str, Kind]] = {
    kind.code: kind for kind in (*kinds_pathway.KINDS, *kinds_justice.KINDS, *kinds_reports.KINDS)
}
