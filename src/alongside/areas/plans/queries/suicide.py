"""What a viewer may see of suicide prevention plans. Never ordered by person or by risk."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from alongside.areas.people.queries import PersonLabel, labels
from alongside.areas.plans.models import (
    SuicidePlan,
    SuicidePlanEvent,
)
from alongside.areas.plans.queries.joint_story import (
    EntryLine,
    entry_line,
    log_joint_list,
    looked_at,
    name_of,
)
from alongside.areas.plans.queries.suicide_rows import (
    OwnPartLine,
    PlanLine,
    PlanSays,
    all_plans,
    content_of,
    events_of,
    line_of,
    own_part_of,
    plan_standing,
)
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS, PREVENTION
from alongside.areas.plans.rules.suicide import (
    HEALTH,
    RUNNING,
    SuicideState,
)
from alongside.areas.plans.rules.suicide_dates import end_of, has_ended
from alongside.engines.sharing import Category, Consent, PersonFacts, Purpose
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.record import Ref
from alongside.foundation.picture.compose import look_at
from alongside.foundation.picture.deciding import require_category
from alongside.foundation.picture.reading import read_once
from alongside.kernel.actor import Actor, require
from alongside.kernel.period import Period
from alongside.kernel.refusal import Refused

PURPOSE = Purpose.SUICIDE_PREVENTION
HELD_BACK = {
    SuicideState.PROPOSED: "Their own part is kept. Both services can read it once the plan is "
    "open, if they agree to the plan.",
    "": "Their own part is held back until they agree.",
}
"""Why the person's own part is not shown, by the state of the plan."""


@dataclass(frozen=True, slots=True)
class PlanStory:
    """A plan, told as a story.

    Attributes:
        plan_id: The plan.
        person_id: Whose it is.
        person: How they are named, when that may be shown.
        content: What it says and where it stands.
        stored: What it says, by field name, to be changed.
        own_part: The person's own part, when that may be shown.
        own_part_held_back: Why it is not shown; empty when it is.
        entries: What was done, oldest first.
        is_party: Whether the viewer's service is one of the two.
        proposed: Whether the viewer's service proposed it.
        signed_by: Who signed first to close, and their service; empty before that.
        may_sign_second: Whether the viewer stands for the service that has not signed.
        closing_reason: Why the first would close it.
        closed_by: Both names with their services; empty while it is open.
    """

    plan_id: UUID
    person_id: UUID
    person: PersonLabel | None
    content: PlanSays
    stored: dict[str, str]
    own_part: OwnPartLine | None
    own_part_held_back: str
    entries: tuple[EntryLine, ...]
    is_party: bool
    proposed: bool
    signed_by: str
    may_sign_second: bool
    closing_reason: str
    closed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Askable:
    """Somebody of the other side who may be asked to confirm a plan."""

    user_id: UUID
    name: str
    organisation: str


def plans_at_work(viewer: Actor, *, now: datetime) -> tuple[PlanLine, ...]:
    """Answer the plans the viewer's service is in: asked of them, then overdue, then due.

    Raises:
        NotPermitted: The role does not work on these plans.
    """
    require(viewer, JOINT_PERMISSIONS, "suicide_plan.see")
    decision = require_category(viewer, PURPOSE, Category.RISK, now=now)
    require_category(viewer, PURPOSE, Category.IDENTITY, now=now)
    ours = Q(proposed_organisation_id=viewer.organisation_id) | Q(
        asked_organisation_id=viewer.organisation_id
    )
    rows = list(all_plans().filter(ours).exclude(state=SuicideState.CLOSED))
    named = labels(viewer, [row.person_id for row in rows], now=now)
    lines = [line_of(viewer, row, named[row.person_id], now=now) for row in rows]
    log_joint_list(
        viewer,
        "plans.plans_at_work",
        [Ref("person", line.person.id) for line in lines],
        purpose=PURPOSE,
        ground=decision.ground,
        now=now,
    )
    return tuple(sorted(lines, key=_by_what_is_due))


def _by_what_is_due(line: PlanLine) -> tuple[bool, bool, date, str]:
    """Order by what falls due, and then by nothing that says anything of anybody."""
    due = line.review_due_on or line.ends_on
    asked = line.asks_viewer or line.asks_to_sign
    return not asked, not line.overdue, due, str(line.plan_id)


def plan_story(viewer: Actor, plan_id: UUID, *, now: datetime) -> PlanStory:
    """Answer one plan as a story, each kind of information by its own decision; log the looks.

    Raises:
        NotPermitted: The role does not work on these plans, or this is held back.
        Refused: ``suicide.not_found``.
    """
    require(viewer, JOINT_PERMISSIONS, "suicide_plan.see")
    plan = all_plans().filter(pk=plan_id).first()
    if plan is None:
        raise Refused(
            "suicide.not_found", "That plan is not here.", next_step="Go back to the list."
        )
    person_id = plan.person_id
    person = name_of(viewer, person_id, purpose=PURPOSE, now=now)
    own_part = look_at(
        viewer,
        person_id,
        Category.OWN_WORDS,
        load=lambda: own_part_of(plan),
        purpose=PURPOSE,
        now=now,
    )
    return looked_at(
        viewer,
        person_id,
        Category.RISK,
        purpose=PURPOSE,
        load=lambda: _story(viewer, plan, person, own_part, now=now),
        now=now,
    )


def _story(
    viewer: Actor,
    plan: SuicidePlan,
    person: PersonLabel | None,
    own_part: OwnPartLine | None,
    *,
    now: datetime,
) -> PlanStory:
    ours = viewer.organisation_id
    signed = plan.first_signed_by
    return PlanStory(
        plan_id=plan.id,
        person_id=plan.person_id,
        person=person,
        content=content_of(viewer, plan, now),
        stored=dict(plan_standing(plan).says),
        own_part=own_part,
        own_part_held_back="" if own_part else HELD_BACK.get(plan.state, HELD_BACK[""]),
        entries=tuple(entry_line(row) for row in events_of(plan)),
        is_party=ours in (plan.proposed_organisation_id, plan.asked_organisation_id),
        proposed=ours == plan.proposed_organisation_id,
        signed_by=_signature(signed, plan) if signed else "",
        may_sign_second=signed is not None and ours != plan.first_signed_organisation_id,
        closing_reason=plan.closing_reason,
        closed_by=_closed_by(plan),
    )


def _signature(user: User, plan: SuicidePlan) -> str:
    organisation = plan.first_signed_organisation
    return f"{user.display_name}, {organisation.short_name}" if organisation else user.display_name


def _closed_by(plan: SuicidePlan) -> tuple[str, ...]:
    pairs = (
        (plan.first_signed_by, plan.first_signed_organisation),
        (plan.second_signed_by, plan.second_signed_organisation),
    )
    if plan.closed_at is None:
        return ()
    return tuple(f"{user.display_name}, {at.short_name}" for user, at in pairs if user and at)


def plan_entry(viewer: Actor, event_id: UUID, *, now: datetime) -> tuple[UUID, EntryLine]:
    """Answer one entry that stands, to be put right, and log the look.

    Raises:
        NotPermitted: The role does not work on these plans, or this is held back.
        Refused: ``event.not_found``.
    """
    require(viewer, JOINT_PERMISSIONS, "suicide_plan.see")
    row = (
        SuicidePlanEvent.objects.filter(pk=event_id, superseded_by=None)
        .select_related("plan", "recorded_by", "organisation", "supersedes")
        .first()
    )
    if row is None:
        raise Refused("event.not_found", "That entry is not here, or was corrected already.")
    line = looked_at(
        viewer,
        row.plan.person_id,
        Category.RISK,
        purpose=PURPOSE,
        load=lambda: entry_line(row),
        now=now,
    )
    return row.plan_id, line


def _running(person_id: UUID) -> SuicidePlan | None:
    rows = all_plans().filter(person_id=person_id, state__in=RUNNING)
    return read_once(("plans.suicide", person_id), rows.first)


def running_plan(viewer: Actor, person_id: UUID, *, now: datetime) -> PlanSays | None:
    """Answer a person's running plan for their page, which decides and logs."""
    plan = _running(person_id)
    return content_of(viewer, plan, now) if plan else None


def running_own_part(person_id: UUID, *, now: datetime) -> OwnPartLine | None:
    """Answer the person's own part of a running plan for their page, which decides and logs."""
    plan = _running(person_id)
    if plan is None or has_ended(plan.ends_on, now):
        return None
    part = own_part_of(plan)
    return part if part and part.text else None


def may_open_plan(viewer: Actor) -> bool:
    """Say whether the page of a plan is for this viewer."""
    return viewer.on_duty and viewer.role in JOINT_PERMISSIONS["suicide_plan.see"]


def plan_of_person(person_id: UUID) -> UUID | None:
    """Answer the plan somebody has, proposed or running, for decisions inside this area."""
    states = [SuicideState.PROPOSED, *RUNNING]
    rows = SuicidePlan.objects.filter(person_id=person_id, state__in=states)
    return rows.values_list("id", flat=True).first()


def askable(viewer: Actor) -> tuple[Askable, ...]:
    """Answer who, on the other side, may be asked by name to confirm a plan.

    Raises:
        NotPermitted: The role does not work on these plans.
    """
    require(viewer, JOINT_PERMISSIONS, "suicide_plan.propose")
    users = User.objects.filter(is_active=True, roles_held__role__in=list(PREVENTION))
    if viewer.sector.is_police:
        users = users.filter(organisation__sector__in=list(HEALTH))
    else:
        users = users.exclude(organisation__sector__in=list(HEALTH))
    rows = users.distinct().select_related("organisation").order_by("display_name")
    return tuple(Askable(row.id, row.display_name, row.organisation.short_name) for row in rows)


def agreed_to_plan(person_id: UUID, now: datetime) -> PersonFacts:
    """Answer what a person agreed to in their plan, as the sharing decision takes it.

    Saying yes to the plan lets its two services read their own part while it runs: until they
    say otherwise, and no longer than the plan's last day.
    """
    plan = SuicidePlan.objects.filter(person_id=person_id, state__in=RUNNING).first()
    if plan is None:
        return PersonFacts()
    ends_at = end_of(plan.ends_on)
    periods = [
        Period(agreed, min(taken_back, ends_at) if taken_back else ends_at)
        for agreed, taken_back in _agreed(plan)
        if agreed <= min(now, ends_at)
    ]
    sides = (plan.proposed_organisation_id, plan.asked_organisation_id)
    return PersonFacts(
        consents=frozenset(
            Consent(PURPOSE, Category.OWN_WORDS, period, recipient=str(side))
            for side in sides
            for period in periods
        )
    )


def _agreed(plan: SuicidePlan) -> list[tuple[datetime, datetime | None]]:
    """Answer each time they said yes, and when they next said anything else."""
    answers = [
        event
        for row in events_of(plan)
        if (event := entry_line(row).event).kind in ("proposed", "changed")
        and event.text("consent")
    ]
    nexts = [*(event.recorded_at for event in answers[1:]), None]
    return [
        (event.recorded_at, until)
        for event, until in zip(answers, nexts, strict=True)
        if event.text("consent") == "yes" and (until is None or event.recorded_at < until)
    ]
