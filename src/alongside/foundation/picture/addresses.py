"""Addresses of pages that areas keep and the picture leads to. Wiring names them at start."""

from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from alongside.engines.sharing import Purpose

_PAGES: Final[dict[str, str]] = {}


def lead_to(*, person: str = "", review: str = "") -> None:
    """Name the page of a person and the page where broken glass is reviewed."""
    _PAGES.update({key: name for key, name in (("person", person), ("review", review)) if name})


def person_page(person_id: UUID, purpose: Purpose) -> str:
    """Answer the address of a person's page for a purpose."""
    return f"{reverse(_PAGES['person'], args=[person_id])}?{urlencode({'purpose': purpose})}"


def review_page(glass_id: UUID) -> str:
    """Answer where a broken glass is reviewed; empty, which is the inbox, where nobody said."""
    return reverse(_PAGES["review"], args=[glass_id]) if "review" in _PAGES else ""


def senior_request(request_id: UUID) -> str:
    """Answer the address of what was asked of a senior person."""
    return reverse("picture:asked", args=[request_id])
