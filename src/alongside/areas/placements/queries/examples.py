"""Schemes that come with Alongside, to start one's own from."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from alongside.areas.placements.rules.intake import Intake, intake_of
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

EXAMPLES: Final = ("sheffield", "care_home", "riding_along", "ambulance_and_ed", "longer_serving")
FOLDER: Final = files("alongside.areas.placements").joinpath("examples")


@dataclass(frozen=True, slots=True)
class Example:
    """A scheme to start from.

    Attributes:
        code: Its file's name without the ending.
        title: What it is, in a few words.
        summary: What happens in it, and how many.
        source: Where it is from.
    """

    code: str
    title: str
    summary: str
    source: str


def examples(viewer: Actor) -> tuple[Example, ...]:
    """Answer the schemes to start from.

    Raises:
        NotPermitted: The role keeps no schemes.
    """
    require(viewer, PERMISSIONS, "scheme.keep")
    return tuple(_example(code) for code in EXAMPLES)


def _example(code: str) -> Example:
    about = example_document(code)["about"]
    return Example(code, about["title"], about["summary"], about["source"])


def example_intake(viewer: Actor, code: str) -> Intake:
    """Answer a whole scheme to start from.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``scheme.no_example``.
    """
    require(viewer, PERMISSIONS, "scheme.keep")
    if code not in EXAMPLES:
        raise Refused("scheme.no_example", "Choose one of the examples.", field="start")
    return intake_of(example_document(code))


def example_document(code: str) -> dict[str, Any]:
    """Read the file of an example."""
    return tomllib.loads(FOLDER.joinpath(f"{code}.toml").read_text(encoding="utf-8"))
