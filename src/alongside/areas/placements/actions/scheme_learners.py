"""Add, change and withdraw those who are placed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.placements.actions.scheme_writing import (
    audit,
    check_free,
    check_version,
    kept_part,
    write,
)
from alongside.areas.placements.models import Learner, PlacementCohort, PlacementScheme
from alongside.areas.placements.queries.accounts import check_account
from alongside.areas.placements.rules.learners import LearnerFacts, check_learner
from alongside.areas.placements.rules.stretches import check_apart
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class LearnerChange:
    """All that may be changed of somebody on placement.

    Attributes:
        facts: What a plan is made from.
        cohort_id: Their cohort.
        user_id: The account they sign in with; ``None`` where they have none.
    """

    facts: LearnerFacts
    cohort_id: UUID
    user_id: UUID | None = None


def add_learners(
    actor: Actor,
    cohort_id: UUID,
    people: Sequence[LearnerFacts],
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Add everybody to a cohort, or nobody where one of them cannot be.

    Returns:
        The cohort.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``learner.…``, naming who, or ``scheme.…``.
    """

    def work() -> UUID:
        cohort = kept_part(actor, PlacementCohort, cohort_id)
        codes = _codes(cohort.scheme)
        taken = set(cohort.scheme.learners.values_list("name", flat=True))
        for facts in people:
            _check_one(facts, codes, taken)
        rows = Learner.objects.bulk_create(
            Learner(scheme=cohort.scheme, cohort=cohort, **asdict(facts)) for facts in people
        )
        audit(
            actor,
            "add_learners",
            Ref("placement_cohort", cohort.id),
            also=tuple(Ref("learner", row.id) for row in rows),
            op=Op.COLLECTION,
            now=now,
            request_key=request_key,
        )
        return cohort.id

    return once(actor, request_key, work)


def _codes(scheme: PlacementScheme) -> set[str]:
    return set(scheme.services.values_list("code", flat=True))


def _check_one(facts: LearnerFacts, codes: set[str], taken: set[str]) -> None:
    try:
        check_learner(facts, codes)
        check_apart(facts.leave, "leave")
    except Refused as refused:
        raise Refused(
            refused.code, f"{facts.name[:60]}: {refused.message}", next_step=refused.next_step
        ) from None
    if facts.name in taken:
        raise Refused(
            "learner.twice",
            f"{facts.name} is in this scheme already.",
            next_step="Give each their own name, for example with a collar number.",
        )


def change_learner(
    actor: Actor, learner_id: UUID, change: LearnerChange, *, version: int, now: datetime
) -> UUID:
    """Change what is said of somebody on placement. A plan that stands is not changed by it.

    Raises:
        NotPermitted: The role keeps no schemes.
        Conflict: Somebody else changed it first.
        Refused: ``learner.…``, ``account.not_theirs``, ``mark.…``, ``stretch.overlap``.
    """

    def work() -> UUID:
        row = _staying(kept_part(actor, Learner, learner_id))
        columns = {
            **asdict(change.facts),
            "cohort_id": change.cohort_id,
            "user_id": change.user_id,
        }
        check_version(row, columns, version)
        check_free(row.scheme.learners.all(), change.facts.name, but=row.id)
        check_learner(change.facts, _codes(row.scheme))
        check_apart(change.facts.leave, "leave")
        if not row.scheme.cohorts.filter(pk=change.cohort_id).exists():
            raise Refused("learner.cohort", "Choose a cohort of this scheme.", field="cohort_id")
        check_account(row.scheme, change.user_id, role=Role.LEARNER)
        changed = write(row, columns)
        ref, whole = Ref("learner", row.id), Ref("placement_scheme", row.scheme_id)
        audit(
            actor,
            "change_learner",
            ref,
            also=(whole,),
            op=Op.ALTERATION,
            fields=changed,
            now=now,
        )
        return row.id

    return once(actor, None, work)


def withdraw_learner(
    actor: Actor,
    learner_id: UUID,
    why: str,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record that somebody does not come, or no longer; plans from now on leave them out.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``learner.no_reason``, ``learner.withdrawn``, ``scheme.…``.
    """

    def work() -> UUID:
        row = _staying(kept_part(actor, Learner, learner_id))
        if not why.strip():
            raise Refused("learner.no_reason", "Say why, in a few words.", field="why")
        write(row, {"withdrawn_at": now, "withdrawn_why": why.strip()})
        ref, whole = Ref("learner", row.id), Ref("placement_scheme", row.scheme_id)
        audit(
            actor,
            "withdraw_learner",
            ref,
            also=(whole,),
            op=Op.ALTERATION,
            fields=("withdrawn_at", "withdrawn_why"),
            now=now,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def _staying(row: Learner) -> Learner:
    if row.withdrawn_at is not None:
        raise Refused(
            "learner.withdrawn",
            "They have been withdrawn from this scheme.",
            next_step="Add them again under another name if they come back.",
        )
    return row
