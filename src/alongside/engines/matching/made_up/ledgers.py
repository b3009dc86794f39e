"""Two invented ledgers of uses of section 136, with differences planted and the truth kept."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

import numpy as np

from alongside.engines.matching.made_up.drawing import Columns, texts
from alongside.engines.matching.made_up.noisy import noisy
from alongside.engines.matching.made_up.people import people, rows

START: Final = datetime(2026, 1, 1)  # noqa: DTZ001  local times, as ledgers hold them
WHO: Final = ("given", "family", "sex", "born_on", "postcode")
WHEN: Final = ("used_at", "arrived_at", "handed_over_at", "ended_at", "recorded_at")
LEDGER: Final = ("record", *WHO, "section", *WHEN, "place", "area")
HOME: Final = "Westmoor"
AWAY: Final = ("Eastholm", "Northdale")
PLACES: Final = ("Harbour suite", "Larch suite", "Royal emergency department")
PLANTED: Final = {
    "only_police": 0.04,
    "only_health": 0.04,
    "missed_handover": 0.05,
    "wrong_section": 0.03,
    "out_of_area": 0.03,
    "late_entry": 0.04,
    "duplicate": 0.03,
    "transfer_twice": 0.04,
    "times": 0.05,
}
"""How often each difference is planted; a use may have several."""
SEEN_AGAIN: Final = 0.12
SPOILT: Final = 0.4

Row = dict[str, Any]


@dataclass
class Ledgers:
    """Two ledgers and what was planted.

    Attributes:
        police, health: Rows of ``LEDGER``, each a text or a time or ``None``.
        pairs: Records that are one use, police first.
        planted: Kinds of difference, each with the police record and the health record.
    """

    police: list[Row] = field(default_factory=list)
    health: list[Row] = field(default_factory=list)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    planted: set[tuple[str, str, str]] = field(default_factory=set)


def ledgers(n: int, *, seed: int, days: int = 365) -> Ledgers:
    """Invent a year of ``n`` uses of the power as two sides wrote them down.

    About one use in eight is of somebody seen before. Two in five of the health rows spell the
    person with one or two errors.
    """
    rng = np.random.default_rng(seed)
    here, there = _people(n, seed=seed, rng=rng)
    made = Ledgers()
    minutes = np.sort(rng.integers(0, days * 24 * 60, n))
    for use in range(n):
        kinds = {kind for kind, rate in PLANTED.items() if rng.random() < rate}
        one = {name: here[name][use] for name in WHO} | _times(int(minutes[use]), rng)
        other = one | {name: there[name][use] for name in WHO}
        _write(made, one, other, kinds=kinds, rng=rng)
    return made


def _people(n: int, *, seed: int, rng: np.random.Generator) -> tuple[Columns, Columns]:
    everybody = people(4 * n, seed=seed)
    years = texts([int(born[:4]) for born in everybody["born_on"]]).astype(int)
    grown = rng.permutation(np.flatnonzero(years < 2012))[:n]
    again = rng.random(n) < SEEN_AGAIN
    grown[again] = grown[rng.integers(0, n, int(again.sum()))]
    here = rows(everybody, grown)
    wrong = noisy(here, seed=seed + 1, errors=(1, 2))
    spelt = rng.random(n) < SPOILT
    return here, {name: np.where(spelt, wrong[name], here[name]) for name in WHO}


def _times(minute: int, rng: np.random.Generator) -> Row:
    used = START + timedelta(minutes=minute)
    arrived = used + timedelta(minutes=int(rng.integers(15, 100)))
    handed_over = arrived + timedelta(minutes=int(rng.integers(10, 240)))
    ended = handed_over + timedelta(minutes=int(rng.integers(60, 1200)))
    return {
        "section": "136",
        "used_at": used,
        "arrived_at": arrived,
        "handed_over_at": handed_over,
        "ended_at": ended,
        "recorded_at": arrived + timedelta(minutes=int(rng.integers(30, 2000))),
        "place": PLACES[int(rng.integers(len(PLACES)))],
        "area": HOME,
    }


def _write(
    made: Ledgers, one: Row, other: Row, *, kinds: set[str], rng: np.random.Generator
) -> None:
    """Write one use into both ledgers, with its differences."""
    for name in ("arrived_at", "handed_over_at", "ended_at"):
        other[name] = other[name] + timedelta(minutes=int(rng.integers(-6, 7)))
    if kinds & {"only_police", "only_health"}:
        _write_one(made, one, other, kinds=kinds, rng=rng)
        return
    for kind in sorted(kinds):
        _SPOIL.get(kind, _nothing)(one, other, rng)
    mine, theirs = _add(made.police, "P", one), _add(made.health, "H", other)
    made.pairs.add((mine, theirs))
    for kind in kinds:
        if kind in _SPOIL:
            made.planted.add((kind, mine, theirs))
    for kind in sorted(kinds & {"duplicate", "transfer_twice"}):
        again = _again(other, kind=kind, rng=rng)
        made.planted.add((kind, "", _add(made.health, "H", again)))


def _write_one(
    made: Ledgers, one: Row, other: Row, *, kinds: set[str], rng: np.random.Generator
) -> None:
    side = "police" if "only_police" in kinds else "health"
    row = one if side == "police" else other
    if "out_of_area" in kinds or (side == "police" and rng.random() < 0.3):
        row["area"] = AWAY[int(rng.integers(len(AWAY)))]
    record = _add(made.police if side == "police" else made.health, side[0].upper(), row)
    where = (record, "") if side == "police" else ("", record)
    made.planted.add((f"only_{side}", *where))
    if row["area"] != HOME:
        made.planted.add(("out_of_area", *where))


def _add(ledger: list[Row], mark: str, row: Row) -> str:
    record = f"{mark}{len(ledger) + 1:06d}"
    ledger.append({"record": record, **row})
    return record


def _again(row: Row, *, kind: str, rng: np.random.Generator) -> Row:
    if kind == "duplicate":
        return row | {"arrived_at": row["arrived_at"] + timedelta(minutes=int(rng.integers(0, 30)))}
    moved = row["arrived_at"] + timedelta(minutes=int(rng.integers(300, 900)))
    places = [place for place in PLACES if place != row["place"]]
    return row | {
        "arrived_at": moved,
        "handed_over_at": moved,
        "ended_at": max(row["ended_at"], moved + timedelta(hours=2)),
        "place": places[int(rng.integers(len(places)))],
    }


def _miss_handover(one: Row, other: Row, rng: np.random.Generator) -> None:
    (one if rng.random() < 0.5 else other)["handed_over_at"] = None


def _mistake_section(_one: Row, other: Row, _rng: np.random.Generator) -> None:
    other["section"] = "135"


def _take_away(_one: Row, other: Row, rng: np.random.Generator) -> None:
    other["area"] = AWAY[int(rng.integers(len(AWAY)))]


def _enter_late(one: Row, other: Row, rng: np.random.Generator) -> None:
    late = one if rng.random() < 0.5 else other
    late["recorded_at"] = late["arrived_at"] + timedelta(hours=int(rng.integers(80, 400)))


def _disagree(_one: Row, other: Row, rng: np.random.Generator) -> None:
    name = ("arrived_at", "ended_at")[int(rng.integers(2))]
    minutes = int(rng.integers(30, 150)) * (1 if rng.random() < 0.5 else -1)
    other[name] = other[name] + timedelta(minutes=minutes)


def _nothing(_one: Row, _other: Row, _rng: np.random.Generator) -> None:
    return


_SPOIL: Final = {
    "missed_handover": _miss_handover,
    "wrong_section": _mistake_section,
    "out_of_area": _take_away,
    "late_entry": _enter_late,
    "times": _disagree,
}
