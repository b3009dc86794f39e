"""Counts false claims, and how many of them the answer itself warned of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from alongside.engines.evaluation.charts import Chart, ForestRow, forest_chart
from alongside.engines.evaluation.intervals import wilson
from alongside.engines.evaluation.nulls.worlds import CLAIM, WORLDS, World
from alongside.engines.evaluation.result import (
    Check,
    Finding,
    Interval,
    Sentences,
    State,
)
from alongside.kernel.refusal import Refused

SIMULATIONS: Final = 200
SEED: Final = 20260610
MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened in one world.

    Attributes:
        world: Which.
        simulations: How often it was drawn.
        claims: How often a change was claimed that was not there.
        warned: Of those, how often some check of the answer failed.
        interval: The range of the share of claims.
    """

    world: World
    simulations: int
    claims: int
    warned: int
    interval: Interval

    @property
    def share(self) -> float:
        """The share of false claims."""
        return self.claims / self.simulations

    @property
    def verdict(self) -> str:
        """What may be said, in words."""
        if self.interval.low <= CLAIM:
            return "holds"
        return "fails, and says so" if 2 * self.warned >= self.claims else "fails"


def tallies(
    *, simulations: int = SIMULATIONS, seed: int = SEED, worlds: Sequence[World] = WORLDS
) -> list[Tally]:
    """Draw each world so many times.

    Raises:
        Refused: ``nulls.simulations`` for too few or too many.
    """
    if not 1 <= simulations <= MOST:
        raise Refused("nulls.simulations", f"--simulations lies between 1 and {MOST:,}.")
    found = []
    for number, world in enumerate(worlds):
        chance = np.random.default_rng([seed, number])
        claims = warned = 0
        for _ in range(simulations):
            claimed, checks = world.trial(chance)
            if claimed:
                claims += 1
                warned += any(_warns(check) for check in checks())
        found.append(Tally(world, simulations, claims, warned, wilson(claims, simulations)))
    return found


def _warns(check: Check) -> bool:
    """Whether a check speaks against a claim; that nothing is set beside it is always said."""
    return check.state is State.FAILED and check.name != "comparator"


def nulls_finding(*, simulations: int = SIMULATIONS, seed: int = SEED) -> Finding:
    """Say how often each method claims a change where there is none.

    Raises:
        Refused: ``nulls.simulations``.
    """
    found = tallies(simulations=simulations, seed=seed)
    kept = [one for one in found if one.world.kept]
    held = sum(one.verdict == "holds" for one in kept)
    silent = [one for one in found if one.verdict == "fails"]
    plain = (
        f"Nothing changed in any of these {len(found)} made-up worlds. In {held} of the "
        f"{len(kept)} where a method's own assumptions hold, it claimed a change no more than "
        "about 5 times in 100."
    )
    if not silent:
        plain += " Wherever a method claimed one more often, most of its answers warned of it."
    return Finding(
        question="How often does each method claim a change where there is none?",
        method="Simulation of worlds without a change",
        sentences=Sentences(
            plain,
            f"{simulations:,} simulations of each world, seed {seed}; a claim is P below "
            f"{CLAIM:g}, or any signal of a chart; Wilson intervals.",
        ),
        n=simulations,
        comparator="5 in 100, the most that is allowed",
        checks=(_all_told(silent),),
        table=tuple(
            {
                "method": one.world.method,
                "world": one.world.words,
                "assumptions_hold": one.world.kept,
                "false_claims": one.share,
                "ci_low": one.interval.low,
                "ci_high": one.interval.high,
                "warned": one.warned / one.claims if one.claims else None,
                "verdict": one.verdict,
            }
            for one in found
        ),
        chart=_picture(found, says=plain),
        would_change=("Worlds that are stranger than these.",),
        more={"seed": seed, "simulations": simulations},
    )


def _all_told(silent: Sequence[Tally]) -> Check:
    if not silent:
        return Check(
            "failures_told", State.PASSED, "No method fails a world without its answer saying so."
        )
    named = "; ".join(f"{one.world.method}, {one.world.words}" for one in silent)
    return Check("failures_told", State.FAILED, f"These fail and seldom say so: {named}.")


def _picture(found: Sequence[Tally], *, says: str) -> Chart:
    return forest_chart(
        "False claims in worlds without a change",
        says,
        rows=[
            ForestRow(
                f"{one.world.method}: {one.world.words}",
                one.share,
                one.interval.low,
                one.interval.high,
            )
            for one in found
        ],
        x_title="share of simulations in which a change was claimed",
        log=False,
    )


def page(simulations: int, seed: int) -> str:
    """The reference page, in Markdown, as it is committed."""
    lines = [
        "# How often each method claims a change where there is none",
        "",
        f"Made by `alongside evaluate nulls --simulations {simulations} --seed {seed} --page`.",
        "A test makes it again with fewer simulations and checks its shape.",
        "",
        "Nothing changed in any of these made-up worlds. A method whose assumptions hold may claim "
        "a change 5 times in 100 at most. *Holds* means that the range of its share reaches 5 % or "
        "below. Where a method fails, its own checks have to say so: *warned* is how many of its "
        "false claims came with a failed check. Control charts look at every point, so a long one "
        "raises more false alarms; each says how many.",
        "",
        "| Method | World | Its assumptions hold | False claims | 95% range | Warned | Verdict |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in tallies(simulations=simulations, seed=seed):
        between = f"{100 * one.interval.low:.1f} to {100 * one.interval.high:.1f}%"
        warned = f"{100 * one.warned / one.claims:.0f}%" if one.claims else "none to warn of"
        kept = "yes" if one.world.kept else "no"
        lines.append(
            f"| {one.world.method} | {one.world.words} | {kept} | {100 * one.share:.1f}% | "
            f"{between} | {warned} | {one.verdict} |"
        )
    return "\n".join([*lines, ""])
