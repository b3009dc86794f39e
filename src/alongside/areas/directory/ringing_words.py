"""Turns whom to ring into what is shown: each step with its reason, in words."""

from dataclasses import dataclass
from uuid import UUID

from alongside.areas.directory.queries import RingAnswer
from alongside.areas.directory.rules.last_resorts import LastResort
from alongside.areas.directory.rules.ringing import Because, Step, Why


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step as it is shown.

    Attributes:
        lead: How one comes to it, such as ``While AMHP service is shut``.
        number: The number, only where it is answered then; else empty.
        words: How it stands, such as ``Open till 17:00`` or ``Shut: opens 09:00 tomorrow``.
        about: Whose it is and what it is for.
        doubt: Said where nobody has confirmed it lately.
        source: What says so, for the last resorts.
        contact_id: The contact, where it is one.
        kind: With ``entry_id``, the entry it is; empty where nobody keeps one.
    """

    name: str
    lead: str
    number: str
    words: str
    about: str
    languages: str
    areas: str
    confirmed: str
    doubt: str
    source: LastResort | None
    contact_id: UUID | None
    kind: str
    entry_id: str


KEPT = frozenset({"team", "contact", "option"})
"""Kinds of entry somebody vouches for, as their keys begin."""
LEADS = {
    Why.SHUT: "While {name} is shut",
    Why.AWAY: "While {name} is away",
    Why.NOBODY_ON: "When nobody is on: {name}",
    Why.NO_NUMBER: "Instead of {name}",
    Why.ANSWERS: "If no answer from {name}",
}


def steps_shown(steps: list[Step], answer: RingAnswer) -> list[StepShown]:
    """Answer steps as they are shown, in the same order."""
    return [_shown(step, answer) for step in steps]


def _shown(step: Step, answer: RingAnswer) -> StepShown:
    line, resort = step.line, answer.last.get(step.line.key)
    kind, _, entry_id = line.key.partition(":")
    kept = kind in KEPT
    return StepShown(
        name=line.name,
        lead="When nobody else answers" if resort else _lead(step.because),
        number=line.phone if step.answers else "",
        words=step.words,
        about=" \N{MIDDLE DOT} ".join(part for part in (line.organisation, line.about) if part),
        languages=line.languages,
        areas=line.areas,
        confirmed="" if line.stale else line.confirmed,
        doubt=f"Last confirmed {line.confirmed}: the number may have changed" if line.stale else "",
        source=resort,
        contact_id=line.contact_id,
        kind=kind if kept else "",
        entry_id=entry_id if kept else "",
    )


def _lead(because: Because | None) -> str:
    return LEADS[because.why].format(name=because.name) if because else ""
