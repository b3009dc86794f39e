"""The rows of this area."""

from alongside.areas.liaison.models.agreed import AgreedAction, AgreedActionEvent
from alongside.areas.liaison.models.groups import LiaisonGroup
from alongside.areas.liaison.models.posts import Post, PostHolding
from alongside.areas.liaison.models.searching import SearchEntry

__all__ = [
    "AgreedAction",
    "AgreedActionEvent",
    "LiaisonGroup",
    "Post",
    "PostHolding",
    "SearchEntry",
]
