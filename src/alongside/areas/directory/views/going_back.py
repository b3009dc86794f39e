"""Sends somebody back to the page they acted from."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

SAID = "said"


def back_to(request: HttpRequest, otherwise: str, *, said: UUID | None = None) -> str:
    """Answer the page on this site named in the form, or another.

    Args:
        otherwise: Path used when the form names none.
        said: The claim just made, so that the page can offer undo.
    """
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = otherwise
    parts = urlsplit(target)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name != SAID]
    if said is not None:
        kept.append((SAID, str(said)))
    return urlunsplit(parts._replace(query=urlencode(kept)))


def said_in(request: HttpRequest) -> UUID | None:
    """Answer the claim the address says was just made."""
    try:
        return UUID(request.GET.get(SAID, ""))
    except ValueError:
        return None


def place_path(place_id: UUID) -> str:
    """Answer the path of a place's page."""
    return reverse("directory:place", args=[place_id])
