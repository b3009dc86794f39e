"""Two ledgers of last month set side by side, some of their differences taken up and settled."""

from datetime import datetime, timedelta
from typing import Final

from alongside.areas.crisis.actions.ledgers import (
    Compared,
    give_difference,
    keep_comparison,
    settle_difference,
)
from alongside.areas.crisis.queries.ledgers import ledger_differences
from alongside.kernel.actor import Actor

DIFFERENCES: Final = (
    ("only_police", "NP-0412", "", "no row of the other ledger is near {day2} 23:10"),
    ("only_health", "", "MH-1187", "no row of the other ledger is near {day5} 02:40"),
    ("missed_handover", "NP-0398", "MH-1159", "only health recorded it, at {day1} 04:26"),
    ("missed_handover", "NP-0420", "MH-1196", "only police recorded it, at {day5} 19:02"),
    ("wrong_section", "NP-0403", "MH-1164", "police say 136, health says 135"),
    ("out_of_area", "NP-0409", "MH-1171", "police say Northmoor, health says Eastholm"),
    ("late_entry", "NP-0401", "MH-1162", "health entered it 6 days after it began"),
    ("duplicate", "", "MH-1178", "health also have row MH-1177"),
    ("transfer_twice", "", "MH-1183", "health also have row MH-1180"),
    ("times", "NP-0415", "MH-1190", "arrival {day3} 14:05 and {day3} 15:20, 75 minutes apart"),
)
ROWS: Final = {"police_rows": 41, "health_rows": 44, "matched": 38, "agreeing": 31}


def fill_ledgers(statistician: Actor, supervisor: Actor, lead: Actor, *, now: datetime) -> None:
    """Compare last month's ledgers nine days ago; give three differences away and settle one."""
    compared_at = now - timedelta(days=9, hours=3)
    month = now.replace(day=1) - timedelta(days=1)
    days = {f"day{n}": f"{n} {month:%b %Y}" for n in range(1, 6)}
    compared = Compared(
        period=f"{month:%B %Y}",
        police_ledger="police.csv",
        health_ledger="health.csv",
        differences=[(*row[:3], row[3].format(**days)) for row in DIFFERENCES],
        **ROWS,
    )
    keep_comparison(statistician, compared, now=compared_at)
    lines = {line.kind: line for line in ledger_differences(lead, now=compared_at).lines}
    for kind, owner, after in (
        ("only_police", supervisor, 1),
        ("wrong_section", lead, 2),
        ("times", supervisor, 2),
    ):
        give_difference(
            lead, lines[kind].id, owner.user_id, now=compared_at + timedelta(days=after)
        )
    settle_difference(
        lead,
        lines["wrong_section"].id,
        "health_put_right",
        note="The trust changed the section on its record.",
        now=compared_at + timedelta(days=4),
    )
