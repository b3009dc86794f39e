"""Finds words in a plan that tell a service to withhold help (DOMAIN 2.4)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from alongside.areas.plans.rules.barred.grammar import (
    Kind,
    KindWords,
    PhraseRule,
    Phrases,
    shipped_phrases,
)
from alongside.areas.plans.rules.barred.normalising import Words, words_of

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class BarredHit:
    """Words that a plan may not hold.

    Attributes:
        field: Where they were typed.
        phrase: As typed.
        kind: What they tell somebody to do.
        why: Why that is barred, in plain words.
        instead: How it could be said.
        rule: Which rule of the dated list found it.
        says: What that rule looks for, in words.
    """

    field: str
    phrase: str
    kind: Kind
    why: str
    instead: str
    rule: str
    says: str


def check_plan_words(
    fields: Mapping[str, str], phrases: Phrases | None = None
) -> tuple[BarredHit, ...]:
    """Answer what in a plan's words tells a service to withhold help, to punish or to hold down.

    A person may always say what they wish for themselves; what is found is an instruction to
    others. The list is words and a small grammar, kept as dated data, so each hit can say which
    rule found it.

    Args:
        fields: What was typed, by the name of the field.
        phrases: The list to use; the one that ships when left out.

    Returns:
        Hits in the order of the fields and then of the words.

    Source: DOMAIN 2.4 and 6.1; NHS England, position on the SIM model, 10 March 2023.
    """
    used = phrases or shipped_phrases()
    return tuple(hit for field, text in fields.items() for hit in _hits(field, text, used))


def _hits(field: str, text: str, phrases: Phrases) -> list[BarredHit]:
    words = words_of(text, phrases.contractions)
    kept: list[tuple[PhraseRule, Stretch]] = []
    for rule, stretch in _found(words, phrases):
        rivals = [other for other, seen in kept if other.kind is rule.kind and _meet(seen, stretch)]
        if not rivals:
            kept.append((rule, stretch))
    kept.sort(key=lambda found: found[1])
    return [_hit(field, text, words, phrases, found) for found in kept]


def _found(words: Words, phrases: Phrases) -> Iterable[tuple[PhraseRule, Stretch]]:
    """Answer what the rules find and no exception lifts, longest first."""
    found = [
        (rule, match.span())
        for rule in phrases.rules
        for pattern in rule.patterns
        for match in pattern.finditer(words.line)
        if match.group()
    ]
    lifted = {
        kind: list(_lifted(words, phrases, kind)) for kind in {rule.kind for rule, _ in found}
    }
    left = [
        (rule, stretch)
        for rule, stretch in found
        if not any(_meet(stretch, other) for other in lifted[rule.kind])
    ]
    return sorted(left, key=lambda one: one[1][0] - one[1][1])


def _lifted(words: Words, phrases: Phrases, kind: Kind) -> Iterator[Stretch]:
    for exception in phrases.exceptions:
        if kind in exception.kinds:
            for pattern in exception.patterns:
                yield from (match.span() for match in pattern.finditer(words.line))


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _hit(
    field: str, text: str, words: Words, phrases: Phrases, found: tuple[PhraseRule, Stretch]
) -> BarredHit:
    rule, stretch = found
    first, past_last = words.typed_span(*stretch)
    explained = phrases.kinds[rule.kind]
    return BarredHit(
        field=field,
        phrase=text[first:past_last],
        kind=rule.kind,
        why=explained.why,
        instead=explained.instead,
        rule=rule.id,
        says=rule.says,
    )


def kind_words(kind: Kind) -> KindWords:
    """Answer how a kind of barred words is explained."""
    return shipped_phrases().kinds[kind]
