"""What may be said of a place, who may say it, when it goes stale, and what suits whom."""

from alongside.areas.directory.rules.permissions import PERMISSIONS

__all__ = ["PERMISSIONS"]
