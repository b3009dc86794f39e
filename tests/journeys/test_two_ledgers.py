"""The police's and the health service's ledgers are sent and set side by side."""

import csv
from collections.abc import Callable
from pathlib import Path

from alongside.engines.matching.made_up.ledgers import LEDGER, ledgers
from alongside.kernel.actor import Role
from tests.support.browser import DESKTOP
from tests.support.county import County
from tests.support.somebody import Somebody


def test_what_cannot_be_read_is_named_and_what_differs_is_listed(
    arrive: Callable[..., Somebody], county: County, tmp_path: Path
) -> None:
    # Given two ledgers, one of them with a time nobody can read
    made = ledgers(20, seed=5)
    right, wrong = dict(made.health[0]), {**made.health[0], "arrived_at": "after tea"}
    files = {"police": made.police, "spoilt": [wrong], "health": [right, *made.health[1:]]}
    for name, rows in files.items():
        with (tmp_path / f"{name}.csv").open("w", newline="") as opened:
            writer = csv.DictWriter(opened, LEDGER)
            writer.writeheader()
            writer.writerows(rows)
    county.on_duty("tess_holloway", Role.LIAISON_LEAD)
    lead = arrive(DESKTOP)
    lead.sign_in("tess.holloway")
    lead.goes_to("/crisis/ledgers/", "What the two ledgers differ in")
    lead.sees("No ledgers have been compared yet")
    lead.taps("Compare two ledgers", "link")

    # When they send nothing, and then the one that cannot be read, each is said
    lead.at("Compare two ledgers")
    lead.taps("Compare")
    lead.refused("Say which period both ledgers cover", "Choose the police ledger")
    lead.types("Which period do both cover?", "June 2026")
    lead.page.locator("input[name=police]").set_input_files(tmp_path / "police.csv")
    lead.page.locator("input[name=health]").set_input_files(tmp_path / "spoilt.csv")
    lead.taps("Compare")
    lead.refused("spoilt.csv: row 2: arrived_at is 'after tea'.")

    # Then the right two give a list to find out about
    lead.page.locator("input[name=police]").set_input_files(tmp_path / "police.csv")
    lead.page.locator("input[name=health]").set_input_files(tmp_path / "health.csv")
    lead.taps("Compare")
    lead.at("What the two ledgers differ in")
    lead.sees("Compared. What differs is kept below", "June 2026", "Nobody yet")
