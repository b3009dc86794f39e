"""The reference page of ``alongside law``, written from the data it describes."""

import json
from dataclasses import is_dataclass
from datetime import date, datetime
from typing import Final

from alongside.engines.law.answers import Coded
from alongside.engines.law.parameters import Parameter, load
from alongside.engines.law.places import LOCATION_TYPES
from alongside.engines.law.questions import QUESTIONS, Question
from alongside.engines.law.reading import Slot, slots

KINDS: Final = {
    bool: "true or false",
    int: "whole number",
    float: "number",
    str: "text",
    date: "date",
    datetime: "time",
}
HEAD: Final = """# The law engine

Made by `alongside law document` from the code and `src/alongside/engines/law/parameters.toml`;
a test fails when this page is out of date.

Every answer sets *recorded facts* against *conditions* and names its source. It bars nothing:
people decide, and a true record is saved whatever the answer.

## Asking

```
alongside law QUESTION [FILE] [--json]
```

Facts go in as JSON from a file or on standard input: one object, or an array of objects for an
array of answers in the same order. `--json` answers in JSON; without it the answer is in words,
with a small picture of the time allowed.

- A **time** is ISO 8601. With an offset it is an instant; without one it is local time in
  England. A time that did not happen, or happened twice, when the clocks changed is refused
  with a sentence that says which; add an offset to settle it. Answers give times as local time
  with its offset.
- A **date** is written 2008-06-10.
- A fact left out, or `null`, is *not recorded*. An unknown name or value is refused.
- Exit 0: answered. Exit 1: one object, and the answer is a plain no (`does_not_apply`,
  `not_met`, `invalid`, `not_required`, `rejected`); `permitted-period` never says no.
  Exit 2: bad input, with one line that names the field.

The answer is `{"outcome", "unmet", "missing", "findings"}`: the codes of conditions not met, the
names of facts that would help, and each condition looked at with `code`, `outcome`, `sentence`,
`source` and `facts`. A finding is `met`, `not_met`, `incomplete` or `unclear`; a `flag` asks
somebody to look, and `information` only informs. `rcrp` adds `owner_confirmed`.
`permitted-period` answers `{"status", "starts_at", "ends_at", "remaining_minutes", "findings"}`:
`remaining_minutes` is whole minutes left, rounded down; once the time has run out it is minus
the whole minutes over; it is `null` before the start and after an end in time. An extension that
does not stand is reported and lengthens nothing.
"""


def kind_words(slot: Slot) -> str:
    """What a fact may be, in words, with its codes."""
    if is_dataclass(slot.kind):
        words = "object"
    elif issubclass(slot.kind, Coded):
        words = ", ".join(f"`{code}`" for code in slot.kind)
    else:
        words = KINDS[slot.kind]
    return f"list of {words}" if slot.many else words


def law_page() -> str:
    """The whole page as Markdown, ending in a newline."""
    parts = [HEAD, "## Questions\n", *(_question(question) for question in QUESTIONS.values())]
    parts += [_locations(), _parameters()]
    return "\n".join(parts)


def _question(question: Question) -> str:
    lines = [f"### {question.name}\n", f"{question.says}\n"]
    lines.append(f"Answers: {', '.join(f'`{word}`' for word in question.outcomes)}.\n")
    lines += ["| Fact | May be | Says |", "| --- | --- | --- |"]
    lines += _rows(question.facts)
    example = json.dumps(question.example, indent=2)
    lines += ["\nSuch as:\n", "```json", example, "```\n", "In words:\n", "```"]
    lines += [*question.reply(dict(question.example)).words, "```\n"]
    return "\n".join(lines)


def _rows(facts: type, within: str = "") -> list[str]:
    rows = []
    for slot in slots(facts):
        needed = " (needed)" if slot.required else ""
        name = f"{within}{slot.name}"
        rows.append(f"| `{name}`{needed} | {kind_words(slot)} | {slot.says} |")
        if is_dataclass(slot.kind):
            rows += _rows(slot.kind, f"{name}.")
    return rows


def _locations() -> str:
    rows = [f"| `{kind}` | {kind.label} |" for kind in LOCATION_TYPES]
    return "\n".join(["## Kinds of place\n", "| Code | Words |", "| --- | --- |", *rows, ""])


def _parameters() -> str:
    head = [
        "## Parameters\n",
        "`alongside law parameters --on 2026-06-10` prints those in force on a day. *From* is the",
        "first day in force and *to* the first day no longer in force; the day of the event picks",
        "the value. *Kind* says how strong it is; `ours` is a rule of this product, not of law.\n",
        "| Key | Value | Unit | From | To | Kind | Source |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *(_parameter(entry) for entry in load().entries), ""])


def _parameter(entry: Parameter) -> str:
    starts = entry.starts_on.isoformat() if entry.starts_on else ""
    ends = entry.ends_on.isoformat() if entry.ends_on else ""
    if entry.until == "mha_2025_s48" and not ends:
        ends = "when MHA 2025 s48 is commenced"
    value = json.dumps(entry.value) if isinstance(entry.value, bool) else entry.value
    cells = (entry.unit, starts, ends, entry.rank, entry.source)
    return f"| `{entry.key}` | {value} | {' | '.join(cells)} |"
