"""The tools and doors a deployment has: ours, and those of its own folder."""

from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

from alongside.areas.diversion.rules.doors import USUAL_DOOR, Door, all_doors
from alongside.areas.diversion.rules.tools import Tool, all_tools


def _folder() -> Path | None:
    found: Path | None = settings.PATHWAY_FOLDER
    return found


def doors() -> Mapping[str, Door]:
    """Answer every door, by its code."""
    return all_doors(_folder())


def door_of(code: str) -> Door:
    """Answer the door an episode came by; the usual one where its file is no longer there."""
    found = doors()
    return found.get(code) or found[USUAL_DOOR]


def tools() -> Mapping[str, Tool]:
    """Answer every screening tool, by its code."""
    return all_tools(_folder())
