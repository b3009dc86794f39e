"""The one place where events of a suicide prevention plan are written, and what follows."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from alongside.areas.plans.actions.joint_writing import audit, by, not_found
from alongside.areas.plans.models import SuicideOwnPart, SuicidePlan, SuicidePlanEvent
from alongside.areas.plans.queries.joint_story import story_event
from alongside.areas.plans.rules.barred import check_plan_words
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.rules.joint_story import (
    Facts,
    NewEntry,
    check_happened_at,
    check_kind,
    stored_facts,
)
from alongside.areas.plans.rules.suicide import (
    CLEARED,
    CONSENT_ANSWERS,
    SUICIDE_FACTS,
    Signatory,
    SuicideStanding,
    SuicideState,
    check_may_happen,
    check_party,
    standing_of,
)
from alongside.areas.plans.rules.suicide_dates import check_ends_on, check_location_code
from alongside.foundation.audit.record import Op, Ref, Why
from alongside.foundation.kit.story_order import next_place
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import from_local, local_date
from alongside.kernel.refusal import Refused

FOR_PREVENTION = Why(purpose="P11")
REVIEW_DUE = "plans.suicide_review_due"
ASKED = "plans.suicide_asked"
CLOSING = "plans.suicide_closing"
ANNIVERSARY = "plans.suicide_anniversary"
NINE = time(9)


@dataclass(frozen=True, slots=True)
class OwnPart:
    """The person's own part of a plan, in their words, or why there is none yet."""

    text: str = ""
    why_not: str = ""


def signatory(actor: Actor) -> Signatory:
    """Answer who signs, as the rules take it."""
    return Signatory(str(actor.user_id), str(actor.organisation_id), actor.sector)


def morning(day: date) -> datetime:
    """Answer nine in the morning of a day, when people are told of what falls due."""
    return from_local(datetime.combine(day, NINE))


def locked(actor: Actor, plan_id: UUID, permission: str) -> SuicidePlan:
    """Load a plan for writing, when the actor may and their organisation is one of the two.

    Raises:
        NotPermitted: The role may not, or ``suicide.not_a_party``.
        Refused: ``suicide.not_found``.
    """
    require(actor, JOINT_PERMISSIONS, permission)
    plan = SuicidePlan.objects.select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise not_found("suicide")
    parties = (str(plan.proposed_organisation_id), str(plan.asked_organisation_id))
    check_party(parties, str(actor.organisation_id))
    return plan


def check_says(facts: Facts, now: datetime) -> dict[str, object]:
    """Refuse words a plan may not hold and codes that cannot be, and answer the facts tidied.

    Raises:
        Refused: ``suicide.barred``, ``suicide.location_code``, ``suicide.consent`` or what is
            wrong with the end.

    Source: DOMAIN 2.4.
    """
    tidy = dict(facts)
    if tidy.get("location_code", CLEARED) not in ("", CLEARED):
        tidy["location_code"] = check_location_code(str(tidy["location_code"]))
    if "consent" in tidy and tidy["consent"] not in CONSENT_ANSWERS:
        raise Refused("suicide.consent", "Say whether the person agrees.", field="consent")
    if "ends_on" in tidy:
        ends_on = tidy["ends_on"]
        check_ends_on(ends_on if isinstance(ends_on, date) else None, local_date(now))
    check_not_barred({name: str(said) for name, said in tidy.items() if isinstance(said, str)})
    return tidy


def check_not_barred(words: dict[str, str]) -> None:
    """Refuse words that tell a service to withhold help, to punish or to hold somebody down.

    Raises:
        Refused: ``suicide.barred``, naming the field and what to write instead.

    Source: DOMAIN 2.4.
    """
    hits = check_plan_words(words)
    if hits:
        hit = hits[0]
        raise Refused(
            "suicide.barred",
            f"“{hit.phrase}” cannot stand in a plan. {hit.why}",
            next_step=hit.instead,
            field=hit.field,
        )


def append(actor: Actor, plan: SuicidePlan, entry: NewEntry, *, now: datetime) -> SuicidePlanEvent:
    """Write one event row, when it may happen now. The caller audits and refreshes.

    Raises:
        Refused: ``suicide.not_now``, ``event.in_the_future`` or a fact the kind does not carry.
    """
    check_kind(entry.kind, SUICIDE_FACTS)
    check_happened_at(entry.happened_at, now)
    if entry.kind != "proposed":
        check_may_happen(standing(plan).state, entry.kind)
    return SuicidePlanEvent.objects.create(
        plan=plan,
        sequence=next_place(plan.events.all()),
        kind=entry.kind,
        happened_at=entry.happened_at,
        recorded_as=actor.role,
        facts=stored_facts(entry.kind, entry.facts, SUICIDE_FACTS),
        **by(actor, now),
    )


def standing(plan: SuicidePlan) -> SuicideStanding:
    """Work out where a plan stands, from the events that stand."""
    rows = SuicidePlanEvent.objects.filter(plan=plan, superseded_by=None)
    return standing_of([story_event(row) for row in rows])


def audit_event(
    actor: Actor,
    event: SuicidePlanEvent,
    *,
    action: str,
    now: datetime,
    request_key: UUID | None = None,
    also: tuple[Ref, ...] = (),
    why: Why = FOR_PREVENTION,
) -> None:
    """Write the audit row of one event."""
    audit(
        actor,
        action,
        Ref("suicide_plan_event", event.id),
        person_id=event.plan.person_id,
        also=(Ref("suicide_plan", event.plan_id), *also),
        fields=(event.kind, *sorted(event.facts)),
        why=why,
        op=_op(event),
        now=now,
        request_key=request_key,
    )


def _op(event: SuicidePlanEvent) -> Op:
    if event.supersedes_id:
        return Op.ALTERATION
    return Op.DISCLOSURE if event.kind == "shared" else Op.COLLECTION


def refresh(plan: SuicidePlan, *, now: datetime) -> SuicideStanding:
    """Work out again what follows from the events, and when somebody is told of it."""
    stands = standing(plan)
    SuicidePlan.objects.filter(pk=plan.pk).update(
        version=plan.version + 1,
        state=stands.state,
        opened_at=stands.opened_at,
        last_reviewed_at=stands.last_reviewed_at,
        review_due_on=stands.review_due_on,
        ends_on=stands.ends_on or plan.ends_on,
        closed_at=stands.closed_at,
    )
    if stands.review_due_on is not None and stands.state is not SuicideState.CLOSED:
        due = stands.review_due_on.isoformat()
        send(
            REVIEW_DUE,
            {"plan": str(plan.id), "due": due},
            now=now,
            due_at=max(morning(stands.review_due_on), now),
            once_key=f"{REVIEW_DUE}:{plan.id}:{due}",
        )
    return stands


def keep_own_part(
    actor: Actor, plan: SuicidePlan, part: OwnPart, *, now: datetime
) -> SuicideOwnPart:
    """Keep the person's own part; what they said before ends in the same moment."""
    SuicideOwnPart.objects.filter(plan=plan, ended_at=None).update(ended_at=now)
    return SuicideOwnPart.objects.create(
        plan=plan, text=part.text.strip(), why_not=part.why_not.strip(), **by(actor, now)
    )
