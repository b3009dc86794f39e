"""A card: somebody's facts as one line of text, so that a candidate is weighed from one row."""

import json
from datetime import date

from alongside.engines.matching.model import Facts, NameFacts


def card_of(facts: Facts) -> str:
    """Write facts as a card."""
    years = list(facts.birth_years) if facts.birth_years else []
    parts = [
        [[" ".join(name.given), " ".join(name.family)] for name in facts.names],
        [born.isoformat() for born in facts.births],
        years,
        list(facts.postcodes),
        list(facts.places),
        list(facts.phones),
        list(facts.nhs_numbers),
        facts.sex,
    ]
    return json.dumps(parts, separators=(",", ":"))


def facts_of(card: str) -> Facts:
    """Read a card."""
    names, births, years, postcodes, places, phones, nhs_numbers, sex = json.loads(card)
    return Facts(
        tuple(NameFacts(tuple(given.split()), tuple(family.split())) for given, family in names),
        tuple(map(date.fromisoformat, births)),
        (years[0], years[1]) if years else None,
        tuple(postcodes),
        tuple(places),
        tuple(phones),
        tuple(nhs_numbers),
        sex,
    )
