"""Say that one has read a page of the guide."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.liaison.actions.guide_rows import audit_version, locked_version
from alongside.areas.liaison.models import ReadReceipt
from alongside.areas.liaison.rules.guide_states import VersionState
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def say_read(actor: Actor, version_id: UUID, *, now: datetime) -> None:
    """Keep that the actor has read the version that stands; saying it twice is saying it once.

    Raises:
        NotPermitted: The role does not read the guide.
        Refused: ``guide.not_found``, or ``guide.newer`` where another version stands now.
    """
    require(actor, PERMISSIONS, "guide.read")
    with transaction.atomic():
        row = locked_version(version_id)
        if row.state != VersionState.PUBLISHED:
            raise Refused(
                "guide.newer",
                "This version does not stand any more.",
                next_step="Open the page again and read the one that does.",
            )
        _, fresh = ReadReceipt.objects.get_or_create(
            of=row, user_id=actor.user_id, defaults={"read_at": now}
        )
        if fresh:
            audit_version(actor, "say_guide_read", row, now=now)
