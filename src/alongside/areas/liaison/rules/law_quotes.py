"""What a page says where it quotes the law: the words on a day, and when they change."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from alongside.engines.law.parameters import Parameter, Parameters, load
from alongside.kernel.refusal import Refused

KIND: Final = "law"
"""How a mark begins that quotes the law, such as ``[[law:pos.detention_hours]]``."""
TITLES: Final[Mapping[str, str]] = {
    "pos.detention_hours": "How long somebody may be held at a place of safety",
    "pos.extension_max_hours": "How much longer, at most, by an extension",
    "pos.extension_authoriser": "Who may extend it",
    "pos.extension_police_rank": "Who must approve an extension at a police station",
    "pos.police_station_allowed_adult": "Whether a police station may be used for an adult",
    "pos.police_station_allowed_child": "Whether a police station may be used for a child",
    "pos.police_station_authoriser_rank": "Who must authorise a police station",
    "pos.ps_welfare_check_minutes": "How often somebody is checked at a police station",
    "pos.ps_review_minutes": "How often a police station is reviewed as the place of safety",
    "pos.ps_review_asleep_minutes": "How often that is reviewed while they sleep",
    "pos.retake_hours": "How long somebody who got away may be taken back",
    "child_age_below": "The age below which somebody is a child",
    "nrm.rg_target_working_days": "When the first decision about modern slavery is aimed for",
    "nrm.recovery_min_days": "How long recovery and reflection last at least",
    "dpa62.justification_required": "Whether the log must keep why somebody looked",
    "aim.handover_minutes": "When police should be able to leave",
    "aim.attendance_minutes": "When an assessment should begin",
    "warn.not_started_minutes": "When the desk warns that nobody has arrived",
    "warn.amber_minutes": "When a clock first warns",
    "warn.red_minutes": "When a clock warns again",
    "warn.early_extension_hours": "When an extension counts as early",
    "warn.repeat_use_hours": "When one use counts as soon after another",
    "rcrp.owner_confirm_minutes": "When a partner should have said that it has the call",
    "mhsds.s2_pairing_days": "Which section 2 is counted with a section 136",
}
"""What each number of the law is, in plain words."""
RANK_WORDS: Final[Mapping[str, str]] = {
    "law": "Act of Parliament",
    "regulation": "Regulations",
    "code": "Code of practice",
    "agreement": "Agreed aim or guidance, not law",
    "ours": "A rule of this software, not law",
}
UNTIL_WORDS: Final[Mapping[str, str]] = {
    "mha_2025_s48": "section 48 of the Mental Health Act 2025 is brought into force",
}
OUR_NOTES: Final = re.compile(r" ?\(DOMAIN [^();]*\)")
OUR_NOTES_AND: Final = re.compile(r"\(DOMAIN [^();]*; ")
COUNTED: Final = frozenset({"working", "hours", "minutes", "days", "years"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """What the law says under one name on one day.

    Attributes:
        key: Its name in the law data.
        title: What it is, in plain words.
        words: What stands in the text.
        unit: What the value counts, in full.
        source: Where it comes from; empty when nothing is in force that day.
        rank: What kind of source that is, in words.
        since: From when; ``None`` when always, as far as the data goes.
        until: The last day is the one before; ``None`` while open.
        until_words: What will end it that has no day yet; empty when nothing will.
    """

    key: str
    title: str
    words: str
    unit: str = ""
    source: str = ""
    rank: str = ""
    since: date | None = None
    until: date | None = None
    until_words: str = ""


def quoted(key: str, *, on: date, parameters: Parameters | None = None) -> Quoted | None:
    """Answer what the law says under a name on a day; ``None`` for a name nobody knows.

    Args:
        key: Such as ``pos.detention_hours``.
        on: The day in England.
        parameters: Dated numbers; those of Alongside when left out.
    """
    stretches = stretches_of(key, parameters=parameters)
    if not stretches:
        return None
    now = [one for one in stretches if _in_force(one, on)]
    return now[0] if now else Quoted(key, TITLES.get(key, key), "not in force")


def stretches_of(key: str, *, parameters: Parameters | None = None) -> list[Quoted]:
    """Answer what the law said, says and will say under a name, oldest first."""
    entries = [one for one in (parameters or load()).entries if one.key == key]
    entries.sort(key=lambda one: one.starts_on or date.min)
    return [_quoted(one) for one in entries]


def known_names(parameters: Parameters | None = None) -> list[str]:
    """Answer every name that can be quoted, in the order of the law data."""
    return list(dict.fromkeys(one.key for one in (parameters or load()).entries))


def check_names(names: Iterable[str], *, parameters: Parameters | None = None) -> None:
    """Refuse a text that quotes what the law data does not know.

    Raises:
        Refused: ``guide.unknown_law``, with the nearest names there are.
    """
    known = known_names(parameters)
    for name in names:
        if name in known:
            continue
        near = get_close_matches(name, known, n=3, cutoff=0.4)
        raise Refused(
            "guide.unknown_law",
            f"There is no number of the law named {name}.",
            next_step=f"Did you mean {' or '.join(near)}?"
            if near
            else "Choose a name from the list of the law that can be quoted.",
            field="markdown",
        )


def _in_force(one: Quoted, day: date) -> bool:
    return (one.since is None or one.since <= day) and (one.until is None or day < one.until)


def _source(said: str) -> str:
    """The source as a reader knows it, without the numbers of our own notes on the law."""
    known = OUR_NOTES.sub("", OUR_NOTES_AND.sub("(", said)).strip()
    return "Alongside" if known.startswith("DOMAIN") else known


def _quoted(one: Parameter) -> Quoted:
    return Quoted(
        key=one.key,
        title=TITLES.get(one.key, one.key),
        words=say(one),
        unit=one.unit,
        source=_source(one.source),
        rank=RANK_WORDS[one.rank],
        since=one.starts_on,
        until=one.ends_on,
        until_words=UNTIL_WORDS.get(one.until or "", ""),
    )


def say(one: Parameter) -> str:
    """Say a value in as few words as a sentence needs, such as ``24 hours`` or ``inspector``."""
    if isinstance(one.value, bool):
        said = "yes" if one.value else "no"
        return f"{said}, {one.unit}" if one.unit in ("on conditions", "never") else said
    if isinstance(one.value, str):
        return one.value
    measure = []
    for word in one.unit.replace(",", "").split():
        if word not in COUNTED:
            break
        measure.append(word)
    words = " ".join(measure)
    if one.value == 1:
        words = words.removesuffix("s")
    if words == "minutes" and one.value > 60 and one.value % 60 == 0:
        return f"{one.value // 60} hours"
    return f"{one.value} {words}".strip()
