"""anonlink on two files of encodings by clkhash; run by an interpreter that has both.

    PYTHON benchmarks/private_linkage_anonlink.py LEFT.csv RIGHT.csv SHARED

The two are no dependency of ours: clkhash holds cryptography at a release of long ago. Encodings
are of names and place by letters in twos, dates and numbers by their places: 1,024 bits, 60 a
field, so that about a third are set. Every record is compared with every other, and pairs are taken
one to one, greatest likeness first. What is printed is the recall at the threshold that keeps a
precision of 0.999, and the best F1: thresholds chosen with the truth in hand, which whoever links
in earnest does not have.
"""

import csv
import json
import sys
import time
from pathlib import Path

import anonlink
from clkhash import clk, comparators, field_formats, schema

FIELDS = ("given", "family", "born_on", "postcode", "address", "phone", "sex")
PLACED = {"born_on", "phone"}
BITS, LEAST, PRECISION = 60, 0.7, 0.999


def main() -> None:
    """Encode, compare, solve; print JSON."""
    left, right = (_rows(path) for path in sys.argv[1:3])
    shared = int(sys.argv[3])
    began = time.perf_counter()
    encoded = [_encodings(rows) for rows in (left, right)]
    encoding = time.perf_counter() - began
    began = time.perf_counter()
    found = anonlink.candidate_generation.find_candidate_pairs(
        encoded, anonlink.similarities.dice_coefficient_accelerated, LEAST
    )
    pairs = list(_one_to_one(found))
    linking = time.perf_counter() - began
    print(json.dumps(_told(pairs, left, right, shared) | {
        "encoding_seconds": encoding, "linking_seconds": linking, "candidates": len(found[0]),
    }))  # fmt: skip


def _rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _encodings(rows: list[dict[str, str]]):
    specs = [
        field_formats.StringSpec(
            identifier=name,
            hashing_properties=field_formats.FieldHashingProperties(
                comparator=comparators.NgramComparison(2, positional=name in PLACED),
                strategy=field_formats.BitsPerFeatureStrategy(BITS),
            ),
        )
        for name in FIELDS
    ]
    told = [tuple(row[name].lower() for name in FIELDS) for row in rows]
    return clk.generate_clks(told, schema.Schema(specs, 1024), "six words that nobody else knows")


def _one_to_one(found):
    """Greatest likeness first, each record once."""
    likeness, _, (here, there) = found
    taken = set(), set()
    for at in sorted(range(len(likeness)), key=lambda i: -likeness[i]):
        if here[at] not in taken[0] and there[at] not in taken[1]:
            taken[0].add(here[at])
            taken[1].add(there[at])
            yield here[at], there[at]


def _told(pairs, left, right, shared: int) -> dict[str, float]:
    true = most = best = 0
    for count, (here, there) in enumerate(pairs, start=1):
        true += left[here]["person"] == right[there]["person"]
        precision, recall = true / count, true / shared
        if precision >= PRECISION:
            most = max(most, recall)
        best = max(best, 2 * precision * recall / (precision + recall) if true else 0.0)
    return {"recall": most, "f1": best}


if __name__ == "__main__":
    main()
