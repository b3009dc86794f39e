"""What one member of staff was shown of one person in a stretch of time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.engines.sharing import Category
from alongside.foundation.audit.keys import about_person
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.record import Op
from alongside.foundation.audit.rules import categories_shown
from alongside.kernel.period import Period


@dataclass(frozen=True, slots=True)
class Shown:
    """One look.

    Attributes:
        at: When.
        op: ``CONSULTATION``, ``PRINT`` or ``EXPORT``.
        categories: Kinds of information shown.
    """

    at: datetime
    op: Op
    categories: tuple[Category, ...]


def shown_to(user_id: UUID, person_id: UUID, period: Period) -> tuple[Shown, ...]:
    """Answer what somebody was shown of a person in a period, oldest first.

    Whoever asks must have been let through first, as a reviewer of that look.
    """
    rows = AuditEntry.objects.filter(
        about_person(person_id),
        actor_id=user_id,
        op__in=(Op.CONSULTATION, Op.PRINT, Op.EXPORT),
        at__gte=period.starts_at,
    ).order_by("at", "id")
    if period.ends_at is not None:
        rows = rows.filter(at__lt=period.ends_at)
    return tuple(
        Shown(at, Op(op), categories_shown([str(field) for field in details.get("fields", ())]))
        for at, op, details in rows.values_list("at", "op", "details")
        if details.get("outcome") != "refused"
    )
