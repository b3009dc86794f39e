"""Marks which pages are open without signing in, and which are the person's own door."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest

from alongside.kernel.actor import OWN_DOOR, Actor

View = TypeVar("View", bound=Callable[..., Any])


class DeskRequest(HttpRequest):
    """A request after our middleware: somebody is signed in and the clock is read."""

    actor: Actor
    now: datetime
    htmx: Any


def open_to_all(view: View) -> View:
    """Let a page be seen by anybody: sign-in, help, health checks."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def own_door(view: View) -> View:
    """Mark a page as the person's own: for them and whoever acts for them, and nobody else."""
    view.own_door = True  # type: ignore[attr-defined]
    return view


def either_door(view: View) -> View:
    """Mark a page that staff and the person both use, such as signing out."""
    view.either_door = True  # type: ignore[attr-defined]
    return view


def is_own_door(view: object) -> bool:
    """Say whether a page is the person's own."""
    return bool(getattr(view, "own_door", False))


def is_for(view: object, actor: Actor) -> bool:
    """Say whether a page is on the side of the door that somebody came by."""
    if getattr(view, "either_door", False):
        return True
    return (actor.role in OWN_DOOR) is is_own_door(view)
