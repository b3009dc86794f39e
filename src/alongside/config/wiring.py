"""Joins the areas up: panels on the person's page, deliverers, repeating jobs, navigation."""

from alongside.areas.crisis.actions import telling
from alongside.foundation.outbox.messages import deliver_with


def join_up() -> None:
    """Register what each area offers. Adding an area adds lines here, nowhere else."""
    deliver_with("crisis.task_due", telling.tell_task_owners)
    for topic in telling.HAPPENINGS:
        deliver_with(topic, telling.tell_of_happening)
