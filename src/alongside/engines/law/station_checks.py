"""Checks and reviews while a person is at a police station (DOMAIN R1.17, R1.18)."""

from datetime import datetime, timedelta
from typing import Final

from alongside.engines.law.answers import Coded, Finding, Outcome
from alongside.engines.law.parameters import Parameters, load, whole
from alongside.kernel.local_time import local_date, to_utc

MINUTE: Final = timedelta(minutes=1)


class CheckKind(Coded):
    """What has to be done again and again."""

    WELFARE = "welfare", "Welfare check by a healthcare professional"
    REVIEW = "review", "Review by the custody officer"


SOURCES: Final = {
    CheckKind.WELFARE: "SI 2017/1036 reg 4 (DOMAIN R1.17)",
    CheckKind.REVIEW: "SI 2017/1036 regs 5-7 (DOMAIN R1.18; wording to be verified)",
}


def next_due(
    kind: CheckKind,
    last: datetime,
    *,
    asleep: bool = False,
    hcp_ok: bool = False,
    woke_at: datetime | None = None,
    parameters: Parameters | None = None,
) -> datetime | None:
    """Say when a check falls due next.

    Args:
        kind: Welfare check or review.
        last: When it was last done, or the arrival when it never was (aware).
        asleep: The person is asleep.
        hcp_ok: The healthcare professional who checked sees no need for reviews
            more often while they sleep.
        woke_at: When they woke, if they slept since ``last`` with that
            agreement. A review put off until then is due at that moment.
        parameters: Dated numbers; those of Alongside when left out.

    Returns:
        The instant it is due, or ``None`` where no such check is in force.

    Source: SI 2017/1036 regs 4-7; DOMAIN R1.17, R1.18, T1.4.
    """
    last = to_utc(last)
    values = (parameters or load()).on(local_date(last))
    if kind is CheckKind.WELFARE:
        key = "pos.ps_welfare_check_minutes"
        return last + whole(values, key) * MINUTE if key in values else None
    if "pos.ps_review_minutes" not in values:
        return None
    awake_due = last + whole(values, "pos.ps_review_minutes") * MINUTE
    asleep_due = last + whole(values, "pos.ps_review_asleep_minutes") * MINUTE
    if not hcp_ok:
        return awake_due
    if asleep:
        return asleep_due
    return awake_due if woke_at is None else max(awake_due, min(to_utc(woke_at), asleep_due))


def check_late(kind: CheckKind, due_at: datetime, done_at: datetime) -> Finding | None:
    """Flag a check done after it was due; the check is saved all the same.

    Args:
        kind: Welfare check or review.
        due_at: When it was due (aware), from ``next_due``.
        done_at: When it was done (aware).

    Returns:
        A flag saying by how many minutes, or ``None`` when it was in time.

    Source: DOMAIN T1.4.
    """
    late = to_utc(done_at) - to_utc(due_at)
    if late < MINUTE:
        return None
    return Finding(
        f"check.{kind}.late",
        Outcome.FLAG,
        f"{kind.label}: late by {late // MINUTE} min.",
        SOURCES[kind],
        facts=("due_at", "done_at"),
    )
