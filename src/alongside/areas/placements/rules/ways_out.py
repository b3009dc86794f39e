"""Ways out where not everybody fits: kept as plain words and steps, and tried as a draft."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from alongside.areas.placements.rules.beside import HELD, Beside
from alongside.engines.scheduling.result import Plan
from alongside.engines.scheduling.scheme import Scheme, Span

OFFERED: Final = 3
NAMED: Final = 6
STANDS: Final = "What is published stays."
WHERE_TO_AGREE: Final[Mapping[str, str]] = {
    "open": "Open the service in the scheme for those days, once it has agreed.",
    "seat": "Change how many the service takes in the scheme, and say why it can take more.",
    "officer": "Move them to another cohort in the scheme.",
    "leave": "Change their leave in the scheme, once they have agreed.",
}
"""What has to be agreed and written down before such a draft can be published."""


def kept_conflict(answer: Mapping[str, Any], found: Beside, made: Plan) -> dict[str, Any]:
    """Answer why not everybody fits, as it is kept with a plan.

    Args:
        answer: What ``engines.scheduling.explaining`` says of the scheme with what stands held.
        found: What was planned beside.
        made: The plan, which leaves somebody out.
    """
    left = [one.officer for one in made.unplaced if one.officer in found.wanted]
    held = found.held_names
    ways = [
        {"words": one["words"], "steps": one["steps"]}
        for one in answer["relaxations"]
        if not any(step["about"] in held or step["kind"] == "officer" for step in one["steps"])
    ]
    ways.append(_to_another_cohort(left))
    ways.sort(key=lambda way: len(way["steps"]))
    return {
        "sentence": _sentence(answer, found, left),
        "rules": _rules(answer["rules"]),
        "ways": ways[:OFFERED],
    }


def _to_another_cohort(names: Sequence[str]) -> dict[str, Any]:
    return {
        "words": f"move {names_words(names)} to another cohort",
        "steps": [{"kind": "officer", "about": one, "first": None, "last": None} for one in names],
    }


def names_words(names: Sequence[str]) -> str:
    """Say names as a list; many are counted, the first few said."""
    if len(names) > NAMED:
        return f"{len(names)} people ({', '.join(names[:2])} and {len(names) - 2} more)"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _sentence(answer: Mapping[str, Any], found: Beside, left: Sequence[str]) -> str:
    if not found.stands:
        first: str = str(answer["sentence"]).split(":")[0].rstrip(".")
        return f"{first}."
    many = len(found.wanted)
    return f"{len(left)} of {many} cannot be placed beside what is published."


def _rules(rules: Iterable[str]) -> list[str]:
    kept = [one for one in rules if HELD not in one]
    return kept if len(kept) == len(list(rules)) else [*kept, STANDS]


def relaxed_document(
    document: Mapping[str, Any], scheme: Scheme, steps: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Answer the document of a scheme with a way out taken.

    Args:
        document: Of the scheme as it is.
        scheme: As the engine has it with the way out taken.
        steps: The way out.
    """
    about = {str(step["about"]) for step in steps}
    services = {one.code: one for one in scheme.services}
    officers = {one.name: one for one in scheme.officers}
    return {
        **document,
        "services": [
            {
                **row,
                "seats": services[row["code"]].seats,
                "opens": _spans(services[row["code"]].opens),
                "closed": _spans(services[row["code"]].closed),
            }
            if row["code"] in about
            else row
            for row in document["services"]
        ],
        "officers": [
            {**row, "leave": _spans(officers[row["name"]].leave)} if row["name"] in about else row
            for row in document["officers"]
            if row["name"] in officers
        ],
    }


def _spans(spans: Iterable[Span]) -> list[dict[str, str]]:
    return [{"from": one.first.isoformat(), "to": one.last.isoformat()} for one in spans]


def step_day(step: Mapping[str, Any], name: str) -> date | None:
    """Answer a day of a kept step; ``None`` where it is about none."""
    return date.fromisoformat(step[name]) if step.get(name) else None


def agreements_needed(steps: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Answer what has to be agreed before a draft with these steps can be published."""
    return tuple(dict.fromkeys(WHERE_TO_AGREE[str(step["kind"])] for step in steps))
