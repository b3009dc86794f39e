"""What an address of insight asks for: where, when, under which rule."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from alongside.areas.insight.queries.dashboard import leave_and_usual
from alongside.areas.insight.queries.leave import Leave
from alongside.areas.insight.queries.record import Scope
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.months import Month, read_month
from alongside.kernel.refusal import Refused

ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """An address, read.

    Attributes:
        scope: Where and when.
        leave: Whose counts the viewer may see.
        profile: Code of the rule for small numbers; empty for the usual.
    """

    scope: Scope
    leave: Leave
    profile: str

    @property
    def query(self) -> str:
        """The same as an address that can be shared."""
        scope = self.scope
        fields = {
            "area": str(scope.area_id) if scope.area_id else ALL,
            "locality": scope.locality,
            "first": str(scope.first),
            "last": str(scope.last),
            "profile": self.profile,
        }
        return urlencode({name: value for name, value in fields.items() if value})


def asked_of(request: DeskRequest) -> Asked:
    """Read an address.

    Raises:
        NotPermitted: The viewer's role sees no counts.
        Refused: ``area.not_understood`` or ``month.not_understood``.
    """
    leave, usual = leave_and_usual(request.actor, now=request.now)
    get = request.GET.get
    scope = Scope(
        area_id=_area(get("area", ""), usual.area_id),
        locality=get("locality", "").strip(),
        first=_month(get("first", ""), usual.first, "first"),
        last=_month(get("last", ""), usual.last, "last"),
    )
    return Asked(scope, leave, get("profile", "").strip())


def _area(text: str, usual: UUID | None) -> UUID | None:
    if not text:
        return usual
    if text == ALL:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise Refused(
            "area.not_understood",
            "That is not an area.",
            next_step="Choose one from the list.",
            field="area",
        ) from None


def _month(text: str, usual: Month, field: str) -> Month:
    return read_month(text, field=field) if text.strip() else usual
