"""Who must read a page, and how many of them have; counts by role, never a list against anyone."""

from dataclasses import dataclass
from datetime import datetime

from alongside.areas.liaison.models import ReadReceipt
from alongside.areas.liaison.queries.guide_page import PageHeadShown, VersionLine, head_of, line_of
from alongside.areas.liaison.queries.guide_rows import page_of, versions_seen
from alongside.areas.liaison.rules.guide_states import VersionState
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.queries import holders_at
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class RoleRead:
    """How many people of one role have read a version.

    Attributes:
        must: How many people may take up the role.
        have: How many of them have read this version.
    """

    role: str
    must: int
    have: int


@dataclass(frozen=True, slots=True)
class Receipts:
    """Who has read the version that stands."""

    head: PageHeadShown
    version: VersionLine
    roles: tuple[RoleRead, ...]
    others: int


def receipts(viewer: Actor, slug: str, *, now: datetime) -> Receipts:
    """Answer, by role, how many have read the version that stands.

    Raises:
        NotPermitted: The role sees no receipts.
        Refused: ``guide.not_found`` or ``guide.no_version``.
    """
    require(viewer, PERMISSIONS, "guide.receipts")
    page = page_of(slug)
    row = versions_seen(viewer, page).filter(state=VersionState.PUBLISHED).first()
    if row is None:
        raise Refused(
            "guide.no_version",
            "No version of this page stands.",
            next_step="Publish one first.",
        )
    read = set(ReadReceipt.objects.filter(of=row).values_list("user_id", flat=True))
    head = head_of(page, now=now)
    counted, must = [], set()
    for role in head.must_read:
        people = set(holders_at([Role(role)]))
        must |= people
        counted.append(RoleRead(ROLE_LABELS[Role(role)], len(people), len(people & read)))
    return Receipts(head, line_of(row), tuple(counted), len(read - must))
