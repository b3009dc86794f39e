"""Tell the people concerned when something happens or falls due."""

from uuid import UUID

from django.urls import reverse

from alongside.areas.crisis.models import Contact, Detention, Task
from alongside.areas.crisis.rules.tasks import TASK_KINDS
from alongside.foundation.accounts.queries import people_in_role
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message
from alongside.kernel.actor import Role

COMING = "Somebody is being brought to a place of safety"
HAPPENINGS = {
    "crisis.power_used": (Role.PLACE_OF_SAFETY_COORDINATOR, COMING),
    "crisis.arrived": (Role.AMHP, "Somebody has arrived at a place of safety"),
    "crisis.handover_offered": (Role.PLACE_OF_SAFETY_COORDINATOR, "A handover is offered to you"),
    "crisis.extension_given": (Role.AMHP, "An extension has been recorded"),
    "crisis.ended": (Role.LIAISON_LEAD, "A detention has ended"),
}
"""Who is told of what, in words that say nothing about anybody."""


def tell_task_owners(message: Message) -> None:
    """Tell whoever owns a task that it has fallen due, if it is still open."""
    task = (
        Task.objects.select_for_update()
        .filter(pk=UUID(message.payload["task"]), done_at=None, withdrawn_at=None, told_at=None)
        .first()
    )
    if task is None or task.due_at > message.now:
        return
    users = set(people_in_role(Role(task.owner_role)))
    if task.owner_id:
        users.add(task.owner_id)
    owner = Contact.objects.filter(pk=task.contact_id).values_list("owner_id", flat=True).first()
    if task.urgent and owner:
        users.add(owner)
    tell(
        users,
        message,
        title=f"Due: {TASK_KINDS[task.kind].title}{_where(task.contact_id)}",
        link=_link(task.contact_id),
        urgent=task.urgent,
    )
    Task.objects.filter(pk=task.pk).update(told_at=message.now)
    entry = Entry(
        Op.ALTERATION,
        "crisis.tell_task_owners",
        Ref("task", task.pk),
        also=(Ref("contact", task.contact_id),),
    )
    record(None, entry, now=message.now)


def tell_of_happening(message: Message) -> None:
    """Tell the role concerned that a detention has moved on."""
    role, title = HAPPENINGS[message.topic]
    contact = UUID(message.payload["contact"])
    titled = f"{title}{_where(contact)}"
    tell(people_in_role(role), message, title=titled, link=_link(contact))


def _where(contact_id: UUID) -> str:
    """Which place of safety it is about; a place names nobody."""
    held = Detention.objects.filter(contact_id=contact_id).select_related("current_place").first()
    return f" · {held.current_place.name}" if held and held.current_place else ""


def _link(contact_id: UUID) -> str:
    return reverse("crisis:contact", args=[contact_id])
