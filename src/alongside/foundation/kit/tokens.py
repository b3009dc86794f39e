"""The marks each form carries: that it came from our own page, and who it was made for."""

from typing import Any

from django.middleware.csrf import get_token

from alongside.foundation.accounts.reentry import typed_by_token


def typed_by_of(request: Any) -> str:
    """Answer the signed mark for the viewer, or nothing when nobody is signed in."""
    actor = getattr(request, "actor", None)
    return typed_by_token(actor.user_id) if actor is not None else ""


def csrf_of(request: Any) -> str:
    """Answer the token that shows a form came from one of our own pages."""
    return get_token(request)
