"""One transaction for one intention, once however often the form is sent."""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.foundation.audit.record import done_before
from alongside.kernel.actor import Actor


def once(actor: Actor, request_key: UUID | None, work: Callable[[], UUID]) -> UUID:
    """Do the work in a transaction, unless the same form was already taken.

    Raises:
        Refused: ``request_key.not_yours``, or whatever the work refuses.
    """
    try:
        with transaction.atomic():
            earlier = _earlier(actor, request_key)
            return work() if earlier is None else earlier
    except IntegrityError:
        earlier = _earlier(actor, request_key)
        if earlier is None:
            raise
        return earlier


def _earlier(actor: Actor, request_key: UUID | None) -> UUID | None:
    return done_before(actor, request_key) if request_key is not None else None
