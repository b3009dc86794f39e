"""Makes a file of past detentions, as a force's own system might export it. Synthetic people only.

    python -m benchmarks.make_history FILE.csv --rows 50000 --seed 136

The shapes follow what is published for 2023/24: emergency department 42 %, police vehicle 51 %,
ambulance 35 %, police station 1 %. About one person in six is met more than once.
"""

import argparse
import csv
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from openpyxl import Workbook

TITLES = (
    "Incident number", "Section", "Removed or kept", "Location", "Location type",
    "Detained at", "Ambulance requested", "Ambulance wait minutes", "Left scene at", "Conveyed by",
    "Reason police vehicle used", "Arrived at", "Place of safety", "Type of place of safety",
    "Reason police station used", "HCP consulted", "Consulted with", "Handover at",
    "Doctor assessment complete", "AMHP assessment complete", "Ended at", "Outcome",
    "Arrested for offence", "Nominal ID", "Gender", "Age", "Self-defined ethnicity",
    "Officer-defined ethnicity",
)  # fmt: skip
PLACES = (
    ("Calder Royal Hospital emergency department", "emergency_department", 42),
    ("Larch suite", "health_based_pos", 49),
    ("Northmoor Central police station", "police_station", 1),
    ("", "private_dwelling", 2),
    ("St Aidan's General Hospital", "other_hospital", 6),
)
TRANSPORT = (("police_vehicle", 51), ("ambulance", 35), ("other_health_vehicle", 8), ("other", 6))
REASONS = (
    ("ambulance_not_within_30_minutes", 45), ("not_requested", 30), ("risk_assessment", 20),
    ("ambulance_retasked", 5),
)  # fmt: skip
ENDS = (
    ("assessed_community_followup", 45), ("assessed_no_admission_no_followup", 18),
    ("admitted_informal", 9), ("detained_s2", 22), ("detained_s3", 2), ("no_mental_disorder", 4),
)  # fmt: skip
ETHNICITY = (
    ("A", 68),
    ("C", 6),
    ("M", 3),
    ("N", 4),
    ("J", 3),
    ("H", 3),
    ("G", 4),
    ("Z", 5),
    ("99", 4),
)
LOCATIONS = ("street", "park", "bridge", "railway", "shop", "other")
STREETS = ("Mill Lane", "Quay Street", "Station Road", "Moor View", "Bridge End", "Cinder Path")


def pick(chance: random.Random, weighted: tuple[tuple[str, int], ...]) -> str:
    """Choose one by its weight."""
    return chance.choices([name for name, _ in weighted], [weight for _, weight in weighted])[0]


def written(instant: datetime | None) -> str:
    """Write an instant with its offset, so that no clock change can be read wrongly."""
    return instant.isoformat(timespec="minutes") if instant else ""


def rows(count: int, *, seed: int, until: datetime) -> Iterator[tuple[str, ...]]:
    """Make rows under ``TITLES``, the same for the same seed."""
    chance = random.Random(seed)
    people = max(1, int(count * 0.8))
    for number in range(count):
        used = until - timedelta(minutes=chance.randrange(4 * 1440, 6 * 365 * 1440))
        yield _row(chance, number, used, chance.randrange(people))


def _row(chance: random.Random, number: int, used: datetime, person: int) -> tuple[str, ...]:
    own = random.Random(person)  # the same person is the same person again
    name, place_type, _ = chance.choices(PLACES, [weight for *_, weight in PLACES])[0]
    kept = chance.random() < 0.05
    transport = "" if kept else pick(chance, TRANSPORT)
    reason = pick(chance, REASONS) if transport == "police_vehicle" else ""
    asked = not kept and reason != "not_requested"
    left = None if kept else used + timedelta(minutes=chance.randrange(5, 90))
    arrived = used if left is None else left + timedelta(minutes=chance.randrange(8, 60))
    handover = arrived + timedelta(minutes=int(chance.expovariate(1 / 75)))
    examined = handover + timedelta(minutes=chance.randrange(60, 480))
    interviewed = examined + timedelta(minutes=chance.randrange(10, 120))
    ended = interviewed + timedelta(minutes=chance.randrange(10, 300))
    wait = str(chance.randrange(31, 240)) if reason == "ambulance_not_within_30_minutes" else ""
    return (
        f"NM-{number:07d}", "136", "kept" if kept else "removed",
        f"{chance.choice(STREETS)}, Northmoor", chance.choice(LOCATIONS), written(used),
        "yes" if asked else "no", wait, written(left), transport, reason, written(arrived), name,
        place_type, "conditions_met" if place_type == "police_station" else "",
        "yes" if chance.random() < 0.7 else "no_not_practicable",
        chance.choice(("nurse", "doctor", "paramedic")), written(handover), written(examined),
        written(interviewed), written(ended), pick(chance, ENDS),
        "no" if chance.random() < 0.97 else "yes", f"P{person:06d}",
        own.choice(("Male", "Female")), str(own.randrange(13, 88)), pick(own, ETHNICITY),
        pick(own, ETHNICITY[:4]),
    )  # fmt: skip


def write_csv(path: Path, made: Iterator[tuple[str, ...]]) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(TITLES)
        writer.writerows(made)


def write_xlsx(path: Path, made: Iterator[tuple[str, ...]]) -> None:
    """Write an Excel file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Detentions")
    sheet.append(TITLES)
    for row in made:
        sheet.append(row)
    book.save(path)


def main() -> None:
    """Make the file named on the command line."""
    parser = argparse.ArgumentParser(description="Make a file of past detentions.")
    parser.add_argument("file", type=Path, help="ends in .csv or .xlsx")
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=136)
    parser.add_argument("--until", default="2026-11-01T00:00:00+00:00")
    asked = parser.parse_args()
    until = datetime.fromisoformat(asked.until).astimezone(UTC)
    write = write_xlsx if asked.file.suffix == ".xlsx" else write_csv
    write(asked.file, rows(asked.rows, seed=asked.seed, until=until))
    print(f"{asked.rows:,} past detentions in {asked.file}")


if __name__ == "__main__":
    main()
