"""Differences between two ledgers: keep them, give them away, settle them, open them again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.models import LedgerComparison, LedgerDifference, LedgerStep
from alongside.areas.crisis.rules.ledgers import (
    Standing,
    check_fresh,
    check_kind,
    check_may_give,
    check_may_reopen,
    check_may_settle,
)
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.queries import people_holding
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

NOT_HERE = Refused("difference.not_found", "That difference is not here.")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two ledgers set side by side.

    Attributes:
        period: What both ledgers cover, in words, such as ``June 2026``.
        police_ledger, health_ledger: What each was called.
        police_rows, health_rows: How many rows each has.
        matched: How many rows are one use in both.
        agreeing: How many of those differ in nothing.
        differences: Kind, police record, health record and words of each.
    """

    period: str
    police_ledger: str
    health_ledger: str
    police_rows: int
    health_rows: int
    matched: int
    agreeing: int
    differences: Sequence[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class ComparisonKept:
    """What keeping a comparison did: differences that are new, still there, and gone."""

    new: int
    still: int
    gone: int


def keep_comparison(
    actor: Actor, compared: Compared, *, now: datetime, request_key: UUID | None = None
) -> ComparisonKept:
    """Keep what two ledgers differ in. A difference kept before keeps its owner, age and story.

    A form sent twice is kept once.

    Raises:
        NotPermitted: The role does not compare ledgers.
        Refused: ``ledgers.period`` or ``difference.no_such_kind``.
    """
    require(actor, PERMISSIONS, "ledgers.compare")
    period = " ".join(compared.period.split())
    if not period:
        raise Refused("ledgers.period", "Say which period the ledgers cover, such as June 2026.")
    for kind, *_rest in compared.differences:
        check_kind(kind)

    def write() -> UUID:
        return _keep(actor, compared, period, now=now, request_key=request_key)

    return _kept(once(actor, request_key, write))


def _keep(
    actor: Actor, compared: Compared, period: str, *, now: datetime, request_key: UUID | None
) -> UUID:
    comparison = LedgerComparison.objects.create(
        period=period,
        compared_at=now,
        compared_by_id=actor.user_id,
        police_ledger=compared.police_ledger,
        health_ledger=compared.health_ledger,
        police_rows=compared.police_rows,
        health_rows=compared.health_rows,
        matched=compared.matched,
        agreeing=compared.agreeing,
    )
    _keep_differences(comparison, compared, now)
    entry = Entry(
        Op.COMBINATION,
        "crisis.keep_comparison",
        Ref("ledger_comparison", comparison.id),
        fields=("ledger_difference",),
    )
    record(actor, entry, now=now, request_key=request_key)
    return comparison.id


def _kept(comparison_id: UUID) -> ComparisonKept:
    """Answer what keeping a comparison did, also where an earlier sending of the form did it."""
    comparison = LedgerComparison.objects.get(pk=comparison_id)
    rows = LedgerDifference.objects.filter(period=comparison.period)
    new = rows.filter(first_seen=comparison).count()
    there = rows.filter(last_seen=comparison).count()
    return ComparisonKept(new, there - new, rows.count() - there)


def _keep_differences(comparison: LedgerComparison, compared: Compared, now: datetime) -> None:
    rows = LedgerDifference.objects.select_for_update().filter(period=comparison.period)
    here = {(row.kind, row.police_record, row.health_record): row for row in rows}
    wanted = {(kind, police, health): words for kind, police, health, words in compared.differences}
    LedgerDifference.objects.bulk_create(
        LedgerDifference(
            period=comparison.period,
            kind=key[0],
            police_record=key[1],
            health_record=key[2],
            words=words[:300],
            first_seen=comparison,
            last_seen=comparison,
            found_at=now,
        )
        for key, words in wanted.items()
        if key not in here
    )
    still = [row for key, row in here.items() if key in wanted]
    for row in still:
        row.last_seen = comparison
    LedgerDifference.objects.bulk_update(still, ["last_seen"])


def give_difference(
    actor: Actor,
    difference_id: UUID,
    owner_id: UUID,
    *,
    version: int | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Make a difference somebody's to find out about; one's own, or a colleague's.

    Raises:
        Refused: See ``rules.ledgers.check_may_give``.
    """

    def change(row: LedgerDifference) -> LedgerStep:
        among = frozenset(one.user_id for one in people_holding(PERMISSIONS["ledgers.settle"]))
        check_may_give(_standing(row), owner_id, among)
        row.owner_id = owner_id
        return LedgerStep(kind="given", owner_id=owner_id)

    return _step(actor, difference_id, change, version=version, now=now, request_key=request_key)


def settle_difference(
    actor: Actor,
    difference_id: UUID,
    reason: str,
    *,
    note: str = "",
    version: int | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Say that a difference needs nobody any more, and why.

    Raises:
        Refused: See ``rules.ledgers.check_may_settle``.
    """

    def change(row: LedgerDifference) -> LedgerStep:
        check_may_settle(_standing(row), reason)
        row.settled_at, row.settled_reason = now, reason
        return LedgerStep(kind="settled", reason=reason, note=note.strip())

    return _step(actor, difference_id, change, version=version, now=now, request_key=request_key)


def reopen_difference(
    actor: Actor,
    difference_id: UUID,
    note: str,
    *,
    version: int | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Open a settled difference again, saying why. Its age goes on from when it was found.

    Raises:
        Refused: See ``rules.ledgers.check_may_reopen``.
    """

    def change(row: LedgerDifference) -> LedgerStep:
        check_may_reopen(_standing(row), note)
        row.settled_at, row.settled_reason = None, ""
        return LedgerStep(kind="reopened", note=note.strip())

    return _step(actor, difference_id, change, version=version, now=now, request_key=request_key)


def _step(
    actor: Actor,
    difference_id: UUID,
    change: Callable[[LedgerDifference], LedgerStep],
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None,
) -> UUID:
    """Take one step on one difference: permission, lock, rule, rows, audit."""
    require(actor, PERMISSIONS, "ledgers.settle")

    def write() -> UUID:
        row = LedgerDifference.objects.select_for_update().filter(pk=difference_id).first()
        if row is None:
            raise NOT_HERE
        check_fresh(_standing(row), version)
        step = change(row)
        row.version += 1
        row.save(update_fields=["version", "owner", "settled_at", "settled_reason"])
        step.difference, step.number, step.taken_at = row, row.version, now
        step.taken_by_id, step.taken_as = actor.user_id, actor.role
        step.save()
        entry = Entry(
            Op.ALTERATION,
            f"crisis.ledger_difference_{step.kind}",
            Ref("ledger_difference", row.id),
        )
        record(actor, entry, now=now, request_key=request_key)
        return difference_id

    return once(actor, request_key, write)


def _standing(row: LedgerDifference) -> Standing:
    return Standing(row.version, row.owner_id, row.settled_at is not None)
