"""Writes a file of past Liaison and Diversion episodes, invented, for the benchmarks."""

import csv
import sys
from datetime import datetime
from pathlib import Path
from uuid import UUID

from alongside.areas.diversion import demo_history
from alongside.areas.diversion.actions.importing import PastRecord
from alongside.kernel.local_time import to_local

SUITE = "Bench custody suite"
CAME = {"attended": "attended", "did_not_attend": "not_attended"}
TITLES = (
    "reference", "identified at", "custody suite", "source", "offence group", "custody record",
    "screened at", "screening result", "urgency", "offered at", "offer", "assessed at",
    "assessment method", "assessment result", "needs", "referred at", "referred to",
    "referral outcome", "answered at", "first appointment", "attended", "report requested",
    "hearing", "report sent", "report level", "case outcome", "engagement", "closed", "client id",
    "gender", "age", "ethnicity",
)  # fmt: skip


def write_csv(path: Path, count: int, *, now: datetime, seed: int = 7) -> None:
    """Write so many episodes, the same every time for a seed."""
    place = [demo_history.Place(UUID(int=1), "custody", 1, demo_history.DAYS)]
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(TITLES)
        for record in demo_history.history(place, now=now, seed=seed, episodes=count):
            writer.writerow(_cells(record))


def _cells(record: PastRecord) -> list[str]:
    past, person = record.past, record.person
    offer = past.offers[-1] if past.offers else None
    sent = past.referrals[0] if past.referrals else None
    report = past.reports[0] if past.reports else None
    needs = ";".join(past.needs or ("none_identified",)) if past.needs is not None else ""
    return [
        past.key, _at(past.identified_at), SUITE, past.source, past.offence_group,
        past.custody_reference, _at(past.screened_at), past.screen_result, past.urgency,
        _at(offer.at if offer else None), offer.answer if offer else "", _at(past.assessed_at),
        past.assessment_method, past.assessment_outcome, needs, _at(sent.at if sent else None),
        sent.service if sent else "", sent.status if sent else "",
        _at(sent.answered_at if sent else None), _at(sent.came_at if sent else None),
        CAME.get(sent.came if sent else "", ""),
        _at(report.at if report else None), _at(report.due_at if report else None),
        _at(report.sent_at if report else None), report.level if report else "",
        past.justice_outcome, past.engagement, _at(past.closed_at), person.local_reference,
        person.sex, str(person.age_low), person.ethnicity_self,
    ]  # fmt: skip


def _at(at: datetime | None) -> str:
    return to_local(at).isoformat(timespec="minutes") if at else ""


if __name__ == "__main__":
    from datetime import UTC

    write_csv(Path(sys.argv[1]), int(sys.argv[2]), now=datetime(2026, 11, 20, 12, tzinfo=UTC))
