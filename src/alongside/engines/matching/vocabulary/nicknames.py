"""Which first names are forms of one another: Liz and Elizabeth, Mo and Mohammed, Gosia."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files


@cache
def _groups() -> tuple[frozenset[str], ...]:
    text = (files(__package__) / "nicknames.toml").read_text(encoding="utf-8")
    return tuple(
        frozenset((*formal.split(), *forms.split()))
        for formal, forms in tomllib.loads(text)["names"].items()
    )


@cache
def _by_word() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, group in enumerate(_groups()):
        for word in group:
            found.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


def formal_names(word: str) -> frozenset[int]:
    """Answer the numbers of the groups a folded first name belongs to; empty for most names."""
    return frozenset(_by_word().get(word, ()))


@lru_cache(maxsize=8192)
def also_called(word: str) -> frozenset[str]:
    """Answer the other forms of a folded first name: ``liz`` answers elizabeth, beth and more."""
    together = frozenset[str]().union(*(_groups()[number] for number in formal_names(word)))
    return together - {word}


def nickname_of(one: str, other: str) -> bool:
    """Say whether two different first names are forms of one name."""
    return other in also_called(one)
