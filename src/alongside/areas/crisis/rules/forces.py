"""Whose numbers somebody may take in or send out."""

from uuid import UUID

from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import NotPermitted


def may_work_for(actor: Actor, force_id: UUID) -> bool:
    """Whether a force's history and return are the actor's to work on.

    A force's statistics officer works for that force alone; the liaison lead and an
    administrator work for all.
    """
    return actor.role is not Role.FORCE_STATISTICS or actor.organisation_id == force_id


def check_force(actor: Actor, force_id: UUID) -> None:
    """Refuse another force's numbers.

    Raises:
        NotPermitted: ``force.not_yours``.
    """
    if not may_work_for(actor, force_id):
        raise NotPermitted(
            "force.not_yours",
            "This is another force's.",
            next_step="Ask that force's statistics officer, or the liaison lead.",
        )
