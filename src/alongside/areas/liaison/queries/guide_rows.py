"""Rows of the guide as its queries load them, and who may see which version."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.liaison.models import GuidePage, GuideVersion
from alongside.areas.liaison.rules.guide_states import WERE_PUBLISHED
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, holds
from alongside.kernel.refusal import Refused


def page_of(slug: str) -> GuidePage:
    """Load a page by the word in its address.

    Raises:
        Refused: ``guide.not_found``.
    """
    page = GuidePage.objects.select_related("owner").filter(slug=slug).first()
    if page is None:
        raise _no_page()
    return page


def slug_of(page_id: UUID) -> str:
    """Answer the word in the address of a page.

    Raises:
        Refused: ``guide.not_found``.
    """
    slug = GuidePage.objects.filter(pk=page_id).values_list("slug", flat=True).first()
    if slug is None:
        raise _no_page()
    return slug


def version_of(viewer: Actor, page: GuidePage, number: int) -> GuideVersion:
    """Load a version; one that was never published only for those who write or review.

    Raises:
        Refused: ``guide.no_version``.
    """
    row = versions_seen(viewer, page).filter(number=number).first()
    if row is None:
        raise Refused(
            "guide.no_version",
            "There is no such version of this page, or it is still being written.",
            next_step="Read the version that stands.",
        )
    row.page = page
    return row


def versions_seen(viewer: Actor, page: GuidePage) -> QuerySet[GuideVersion]:
    """Answer the versions of a page that a viewer may see, newest first."""
    rows = page.versions.select_related("author", "reviewer", "asked", "text_of")
    if not works_on_guide(viewer):
        rows = rows.filter(state__in=[state.value for state in WERE_PUBLISHED])
    return rows.order_by("-number")


def works_on_guide(viewer: Actor) -> bool:
    """Say whether a viewer writes the guide or reviews it."""
    return holds(viewer, PERMISSIONS, "guide.write") or holds(viewer, PERMISSIONS, "guide.publish")


def _no_page() -> Refused:
    return Refused(
        "guide.not_found",
        "There is no such page in the guide.",
        next_step="Look for it in the contents of the guide.",
    )
