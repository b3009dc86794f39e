"""The steps of the finder's benchmark that need a record: file, look, peers. Each prints JSON."""

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.finder_people import Asked, asked_of, file_everybody, made

PEOPLE_SEED, ASKED_SEED, ABSENT_SEED = 136, 7, 911
WARM = 200
FIRST = 5


def main() -> None:
    """Do the step named and print what it came to."""
    import django

    django.setup()
    step, asked = sys.argv[1], json.loads(sys.argv[2])
    print(json.dumps({"file": _file, "look": _look, "peers": _peers}[step](asked)))


def _file(asked: dict[str, Any]) -> dict[str, Any]:
    from django.core.management import call_command

    from alongside.areas.people.queries.keys import people_filed

    call_command("migrate", verbosity=0, interactive=False)
    if people_filed() >= asked["people"]:
        return {"filed_seconds": float("nan")}
    return {"filed_seconds": file_everybody(made(asked["people"], seed=PEOPLE_SEED))}


def _questions(asked: dict[str, Any]) -> tuple[Any, list[Asked], list[Asked]]:
    columns = made(asked["people"], seed=PEOPLE_SEED)
    meant = asked_of(columns, asked["queries"], seed=ASKED_SEED)
    others = made(max(asked["absent"] * 4, 1000), seed=ABSENT_SEED)
    absent = asked_of(others, asked["absent"], seed=ASKED_SEED, absent=True)
    return columns, meant, absent


def _look(asked: dict[str, Any]) -> dict[str, Any]:
    """Look everybody up in a child process, which holds nothing but what a worker would."""
    import multiprocessing

    columns, meant, absent = _questions(asked)
    with multiprocessing.get_context("spawn").Pool(1) as worker:
        told, ranks = worker.apply(_in_worker, (meant, absent))
    if asked["limit"] and "sqlite" in asked["stores"].split(",")[0]:
        told |= _against_limit(columns, meant[: asked["limit"]], ranks)
    return told


def _in_worker(meant: list[Asked], absent: list[Asked]) -> tuple[dict[str, Any], list[int]]:
    import gc

    import django

    django.setup()
    from alongside.areas.people.queries.keys import DatabaseIndex
    from alongside.engines.matching.finder import find
    from alongside.engines.matching.model import Strength

    # As a worker of the server does; the questions are the benchmark's own.
    gc.collect()
    gc.freeze()
    index, idle = DatabaseIndex(), _memory_mb("VmRSS")
    for one in meant[-WARM:]:
        find(index, one.facts)
    wall, processor, ranks = [], [], []
    for one in meant:
        began, cpu = time.perf_counter(), time.process_time()
        found = find(index, one.facts)
        processor.append((time.process_time() - cpu) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
        people = [who.person_id.int for who in found]
        ranks.append(people.index(one.meant) if one.meant in people else len(people) + 10**6)
    best = [find(index, one.facts)[:1] for one in absent]
    strong = sum(who.match.strength(people=1) is Strength.STRONG for one in best for who in one)
    told = {
        "queries": len(meant),
        "wall_ms": _percentiles(wall),
        "processor_ms": _percentiles(processor),
        "idle_mb": idle,
        "memory_mb": _memory_mb("VmHWM") - idle,
        "recall": _shares(meant, [rank < FIRST for rank in ranks]),
        "absent": len(absent),
        "wrongly": strong / max(len(absent), 1),
    }
    return told, ranks


def _memory_mb(which: str) -> float:
    """What this process holds now, or held at most; its parent's is not counted in."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(which):
            return int(line.split()[1]) / 1024
    return float("nan")


def _percentiles(times: list[float]) -> list[float]:
    ordered = sorted(times)
    return [ordered[int(len(ordered) * share)] for share in (0.5, 0.95, 0.99)]


def _shares(meant: list[Asked], hits: list[bool]) -> dict[str, float]:
    found, counts = Counter[str](), Counter[str]()
    for one, hit in zip(meant, hits, strict=True):
        for kind in ("all", *one.errors):
            found[kind] += hit
            counts[kind] += 1
    return {kind: found[kind] / counts[kind] for kind in counts}


def _against_limit(columns: Any, meant: list[Asked], ranks: list[int]) -> dict[str, Any]:
    from benchmarks.finder_limit import Everybody

    everybody = Everybody(columns)
    best = [everybody.rank_of(one.facts, one.meant) < FIRST for one in meant]
    ours = _shares(meant, [rank < FIRST for rank in ranks[: len(meant)]])
    limit = _shares(meant, best)
    counts = Counter(kind for one in meant for kind in ("all", *one.errors))
    differs = max(everybody.differs_from_model(one.facts) for one in meant[:20])
    return {
        "limit": {kind: (ours[kind], limit[kind], counts[kind]) for kind in sorted(limit)},
        "differs": differs,
    }


def _peers(asked: dict[str, Any]) -> dict[str, Any]:
    from benchmarks.finder_peers import by_splink, by_trigrams

    columns, meant, _ = _questions(asked | {"absent": 0, "queries": max(asked["peers"], 1)})
    meant = meant[: asked["peers"]]
    return {"peers": {"pg_trgm": by_trigrams(columns, meant), "Splink": by_splink(columns, meant)}}


if __name__ == "__main__":
    main()
