"""Ask somebody on placement how it is going, and follow up what they said."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.actions.issues import Written, write_issue
from alongside.areas.placements.models import CheckIn, Learner, PlannedStay
from alongside.areas.placements.queries.own_rows import learner_for
from alongside.areas.placements.queries.seeing import schemes_for
from alongside.areas.placements.queries.todays_plan import stays_between
from alongside.areas.placements.rules.check_ins import WORRIED, check_how
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NewCheckIn:
    """What came of asking.

    Attributes:
        how: A code of ``rules.check_ins.HOW``.
        words: What they said; may be empty, but not where they are worried.
        follow_up_on: When to come back to it; ``None`` where nothing is owed.
    """

    how: str
    words: str = ""
    follow_up_on: date | None = None


def record_check_in(
    actor: Actor,
    learner_id: UUID,
    said: NewCheckIn,
    *,
    happened_at: datetime | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record that somebody on placement was asked how it goes. A worry raises an issue as well.

    Args:
        actor: The coordinator who asked.
        learner_id: Whom.
        said: What came of it.
        happened_at: When; now when ``None``.
        now: The server's instant.
        request_key: The form's key.

    Raises:
        NotPermitted: The role may not.
        Refused: ``learner.not_found``, ``check_in.…``.
    """
    require(actor, PERMISSIONS, "check_in.record")
    check_how(said.how, said.words)
    at = happened_at or now
    if at > now:
        raise Refused("check_in.in_the_future", "That time has not come yet.", field="happened_at")

    def work() -> UUID:
        learner = learner_for(actor, learner_id)
        here = _stay_on(learner, local_date(at))
        where = here.service if here else None
        times = {"happened_at": at, "recorded_at": now, "by_id": actor.user_id}
        what = {"how": said.how, "words": said.words.strip(), "follow_up_on": said.follow_up_on}
        row = CheckIn.objects.create(learner=learner, service=where, **times, **what)
        entry = Entry(
            Op.COLLECTION,
            "placements.record_check_in",
            Ref("check_in", row.id),
            also=(Ref("learner", learner.id),),
            fields=("how", "words"),
        )
        record(actor, entry, now=now, request_key=request_key)
        if said.how == WORRIED:
            worry = Written("worry", said.words, where, learner)
            write_issue(actor, learner.scheme, worry, now=now)
        return row.id

    return once(actor, request_key, work)


def _stay_on(learner: Learner, day: date) -> PlannedStay | None:
    return stays_between([learner.scheme_id], day, day).filter(learner=learner).first()


def follow_up(actor: Actor, check_in_id: UUID, *, now: datetime) -> UUID:
    """Record that what was owed after a check-in was done.

    Returns:
        The scheme.

    Raises:
        NotPermitted: The role may not.
        Refused: ``check_in.nothing_owed``.
    """
    require(actor, PERMISSIONS, "check_in.record")
    with transaction.atomic():
        rows = CheckIn.objects.select_for_update(of=("self",)).select_related("learner")
        row = rows.filter(
            pk=check_in_id,
            follow_up_on__isnull=False,
            followed_up_at=None,
            learner__scheme__in=schemes_for(actor).values("pk"),
        ).first()
        if row is None:
            raise Refused("check_in.nothing_owed", "Nothing is owed there any more.")
        CheckIn.objects.filter(pk=row.pk).update(followed_up_at=now)
        entry = Entry(
            Op.ALTERATION,
            "placements.follow_up",
            Ref("check_in", row.id),
            also=(Ref("learner", row.learner_id),),
        )
        record(actor, entry, now=now)
    return row.learner.scheme_id
