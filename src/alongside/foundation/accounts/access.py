"""Marks the few pages that may be seen without signing in. Everything else is refused."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest

from alongside.kernel.actor import Actor

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
