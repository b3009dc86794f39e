"""What waits for a reviewer or a senior person."""

from alongside.foundation.picture.queries.asked import SeniorPage, open_request, senior_request
from alongside.foundation.picture.queries.offers import (
    GlassOffer,
    SeniorOffer,
    glass_offer,
    senior_offer,
)
from alongside.foundation.picture.queries.reviews import (
    GlassLine,
    GlassPage,
    ReviewLine,
    broken_glass,
    glass_to_review,
)

__all__ = [
    "GlassLine",
    "GlassOffer",
    "GlassPage",
    "ReviewLine",
    "SeniorOffer",
    "SeniorPage",
    "broken_glass",
    "glass_offer",
    "glass_to_review",
    "open_request",
    "senior_offer",
    "senior_request",
]
