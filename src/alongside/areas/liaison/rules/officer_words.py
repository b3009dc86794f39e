"""What people say at work and what the pages call it, read from this package."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Phrase = tuple[str, ...]
"""Words in order, folded as ``search_words.folded`` leaves them."""


@cache
def officer_words() -> Mapping[Phrase, tuple[Phrase, ...]]:
    """Answer what to look for as well, by what was said."""
    met: dict[Phrase, dict[Phrase, None]] = {}
    for row in _read()["word"]:
        means = dict.fromkeys(_phrase(words) for words in row["means"])
        for said in row["said"]:
            met.setdefault(_phrase(said), {}).update(means)
    return {said: tuple(means) for said, means in met.items()}


@cache
def left_out() -> frozenset[str]:
    """Answer the words that are not looked for."""
    return frozenset(_read()["left_out"].split())


@cache
def longest_said() -> int:
    """Answer how many words the longest of these sayings has."""
    return max(len(said) for said in officer_words())


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("officer_words.toml").read_text("utf-8"))


def _phrase(words: str) -> Phrase:
    return tuple(words.split())
