"""Fills training in the fictional county."""

from datetime import datetime

from alongside.areas.liaison.demo.cast import HubCast


def fill(cast: HubCast, *, now: datetime) -> None:
    """Make two years of it."""
