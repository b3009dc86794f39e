"""Sharing decisions a second, against a bare dictionary look-up of the same matrix.

    python -m benchmarks.sharing_decision [--json]

One unit is one category answered, on both sides. The engine decides all nine categories of a look
at a typical person (three consents, one objection, four agreements) and gives for each its
ground, rule, sentence, next step and duties; the bare side looks the same nine cells up in one
dictionary of the same matrix, and knows nothing of the person. Every look that the policy allows
to somebody counts once: each role in each kind of organisation, for each of its purposes. The two
sides take turns, look by look, and each look's best of several goes counts, so that what else the
machine is doing weighs the same on both.
"""

import argparse
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from alongside.engines import sharing
from alongside.kernel.actor import Role, Sector
from alongside.kernel.period import Period

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
AIM = 0.1
ROUNDS, TIMES = 7, 1000
CATEGORIES = tuple(sharing.Category)
OURS, THEIRS = "organisation-1", "organisation-2"
Cells = dict[tuple[sharing.Purpose, sharing.Category], str]


def typical_person() -> sharing.PersonFacts:
    """Somebody with a crisis plan: whom they told what, and the agreements between two services."""
    since = Period(NOW - timedelta(days=100))
    plan = sharing.Purpose.CRISIS_PLAN
    own_words, risk, clinical = (sharing.Category(letter) for letter in "CRD")
    return sharing.PersonFacts(
        is_child=False,
        consents=frozenset(
            {
                sharing.Consent(plan, own_words, since, OURS),
                sharing.Consent(plan, own_words, since, Sector.POLICE),
                sharing.Consent(plan, risk, since, OURS),
            }
        ),
        objections=frozenset({sharing.Objection(clinical, since)}),
        agreements=frozenset(
            sharing.Agreement(
                f"agreement-{code}",
                frozenset({OURS, THEIRS}),
                frozenset({sharing.Purpose(code)}),
                frozenset(CATEGORIES),
                since,
            )
            for code in ("P6", "P11", "P13", "P14")
        ),
    )


def looks(policy: sharing.Policy) -> list[sharing.Request]:
    """Every look the policy allows to somebody."""
    return [
        sharing.Request(role, sector, True, purpose, organisation=OURS)
        for role in Role
        for sector in Sector
        for purpose in policy.purposes_of(role, sector)
    ]


def seconds(work: Callable[[], object]) -> float:
    """How long one go takes, of many in a row."""
    began = time.perf_counter()
    for _ in range(TIMES):
        work()
    return (time.perf_counter() - began) / TIMES


def compare(
    request: sharing.Request, facts: sharing.PersonFacts, policy: sharing.Policy, cells: Cells
) -> tuple[float, float]:
    """Best seconds for nine categories: decided, and looked up."""
    purpose = request.purpose

    def decided() -> object:
        return sharing.decide(request, facts, policy, NOW)

    def bare() -> object:
        return [cells[purpose, category] for category in CATEGORIES]

    turns = [(seconds(decided), seconds(bare)) for _ in range(ROUNDS)]
    return min(turn[0] for turn in turns), min(turn[1] for turn in turns)


def main() -> int:
    """Print the rates and their ratio; answer 1 when the aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    policy, facts = sharing.policy_on(NOW.date()), typical_person()
    cells: Cells = {
        (purpose, category): rules.cells[category]
        for purpose, rules in policy.purposes.items()
        for category in CATEGORIES
    }
    timed = [(one, *compare(one, facts, policy, cells)) for one in looks(policy)]
    engine, bare = (sum(row[side] for row in timed) for side in (1, 2))
    slowest = min(timed, key=lambda row: row[2] / row[1])
    units = len(timed) * len(CATEGORIES)
    answer = {
        "looks": len(timed),
        "categories_decided_per_second": round(units / engine),
        "categories_looked_up_per_second": round(units / bare),
        "ratio": round(bare / engine, 4),
        "slowest_purpose": slowest[0].purpose.value,
        "slowest_ratio": round(slowest[2] / slowest[1], 4),
        "aim": AIM,
    }
    if asked.json:
        print(json.dumps(answer))
    else:
        print(
            f"sharing decision: {units / engine:,.0f} categories decided/s over {len(timed)} kinds "
            f"of look; bare look-ups: {units / bare:,.0f}/s; ratio {bare / engine:.4f} "
            f"(aim {AIM}); slowest is {slowest[0].purpose} at {answer['slowest_ratio']}"
        )
    return 0 if bare / engine >= AIM else 1


if __name__ == "__main__":
    raise SystemExit(main())
