"""What the person's reading of their own pages changes."""

from datetime import datetime

from django.db import transaction

from alongside.areas.plans.models import Door
from alongside.areas.plans.queries.doors import door_of
from alongside.areas.plans.rules.doors import Allowance, check_allowed
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor


def note_looks_read(actor: Actor, *, now: datetime) -> None:
    """Keep that somebody has read who looked, so that only later looks are new to them.

    Raises:
        NotPermitted: They came by no open door, or were not let see this.
    """
    with transaction.atomic():
        door = door_of(actor, now=now)
        check_allowed(door.facts, Allowance.SEE_LOOKS)
        Door.objects.filter(pk=door.id).update(looks_read_at=now)
        entry = Entry(
            Op.ALTERATION, "plans.note_looks_read", Ref("door", door.id), fields=("looks_read_at",)
        )
        record(actor, entry, now=now)
