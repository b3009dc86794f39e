"""The Herbert Protocol: write part 1, look at it again, end it; add part 2 when missing."""

from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from alongside.areas.plans.actions.joint_writing import audit, by, not_found
from alongside.areas.plans.models import (
    HerbertForm,
    HerbertHolding,
    HerbertPartTwo,
    MissingRecord,
)
from alongside.areas.plans.rules.herbert import (
    PartOne,
    PartTwo,
    check_part_one,
    check_part_two,
    review_due_on,
)
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import from_local, local_date
from alongside.kernel.refusal import Refused

HERBERT_REVIEW_DUE = "plans.herbert_review_due"
WRITTEN_AGAIN = "Written again"
NINE = time(9)


@for_standing_person
def write_part_one(
    actor: Actor,
    person_id: UUID,
    part: PartOne,
    *,
    version: int | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep part 1 as family, a carer or a care home wrote it. An earlier one stays in history.

    Args:
        actor: Who keeps it.
        person_id: Whose form it is.
        part: What was written.
        version: Of the form it was written from; 0 when there was none. Left out, not checked.
        now: The server's instant.
        request_key: Of the form, so that it is saved once.

    Returns:
        The form.

    Raises:
        NotPermitted: The role may not.
        Refused: ``herbert.changed_meanwhile``, or what is wrong with the form.
    """

    def work() -> UUID:
        require(actor, JOINT_PERMISSIONS, "herbert.write")
        answers = check_part_one(part, local_date(now))
        forms = HerbertForm.objects.select_for_update().filter(person_id=person_id)
        latest = forms.order_by("-version").first()
        _check_latest(version, latest)
        forms.filter(ended_at=None).update(ended_at=now, end_reason=WRITTEN_AGAIN)
        row = _new_form(actor, person_id, part, answers=answers, latest=latest, now=now)
        _remind(row, now)
        audit(
            actor,
            "plans.write_herbert_part_one",
            Ref("herbert_form", row.id),
            person_id=person_id,
            fields=tuple(sorted(answers)),
            why=Why(purpose="P7"),
            now=now,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def _new_form(
    actor: Actor,
    person_id: UUID,
    part: PartOne,
    *,
    answers: dict[str, str],
    latest: HerbertForm | None,
    now: datetime,
) -> HerbertForm:
    return HerbertForm.objects.create(
        person_id=person_id,
        version=latest.version + 1 if latest else 1,
        completed_on=part.completed_on,
        completed_by=part.completed_by.strip(),
        completed_as=part.completed_as,
        completed_phone=part.completed_phone.strip(),
        consent=part.consent,
        best_interests_note=part.best_interests_note.strip(),
        answers=answers,
        photo_reference=part.photo_reference.strip(),
        photo_taken_on=part.photo_taken_on,
        review_due_on=review_due_on(part.completed_on),
        **by(actor, now),
    )


def _check_latest(version: int | None, latest: HerbertForm | None) -> None:
    if version is not None and version != (latest.version if latest else 0):
        raise Refused(
            "herbert.changed_meanwhile",
            "Somebody else wrote this form again while you were typing.",
            next_step="Open theirs beside this page, then save once more.",
        )


def _remind(row: HerbertForm, now: datetime) -> None:
    morning = from_local(datetime.combine(row.review_due_on, NINE))
    send(
        HERBERT_REVIEW_DUE,
        {"form": str(row.id)},
        now=now,
        due_at=max(morning, now),
        once_key=f"{HERBERT_REVIEW_DUE}:{row.id}",
    )


@for_standing_person
def end_part_one(actor: Actor, person_id: UUID, *, reason: str, now: datetime) -> None:
    """End a form: the person took it back, or it is not wanted any more. Police lose it at once.

    Raises:
        NotPermitted: The role may not.
        Refused: ``herbert.not_found`` or ``herbert.no_reason``.
    """
    require(actor, JOINT_PERMISSIONS, "herbert.write")
    if not reason.strip():
        raise Refused("herbert.no_reason", "Say why the form ends.", field="reason")
    with transaction.atomic():
        row = (
            HerbertForm.objects.select_for_update()
            .filter(person_id=person_id, ended_at=None)
            .first()
        )
        if row is None:
            raise not_found("herbert")
        row.ended_at, row.end_reason = now, reason.strip()
        row.save(update_fields=["ended_at", "end_reason"])
        audit(
            actor,
            "plans.end_herbert",
            Ref("herbert_form", row.id),
            person_id=person_id,
            fields=("ended_at",),
            why=Why(purpose="P7"),
            op=Op.ALTERATION,
            now=now,
        )


def write_part_two(
    actor: Actor,
    record_id: UUID,
    part: PartTwo,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep what was known when somebody with a form went missing. A later one takes its place.

    Returns:
        The part 2.

    Raises:
        NotPermitted: The role may not.
        Refused: ``herbert.no_form`` when there is no part 1, ``missing.not_found``,
            ``herbert.record_closed``, or what is wrong with the form.
    """

    def work() -> UUID:
        require(actor, JOINT_PERMISSIONS, "herbert.add_part_two")
        check_part_two(part, now)
        missing, form = _to_add_to(record_id)
        row = HerbertPartTwo.objects.create(
            form=form,
            record=missing,
            last_seen_at=part.last_seen_at,
            last_seen_place=part.last_seen_place.strip(),
            clothing=part.clothing.strip(),
            money=part.money.strip(),
            happening=part.happening.strip(),
            supersedes=HerbertPartTwo.objects.filter(record=missing, superseded_by=None).first(),
            **by(actor, now),
        )
        audit(
            actor,
            "plans.write_herbert_part_two",
            Ref("herbert_part_two", row.id),
            person_id=missing.person_id,
            also=(Ref("missing_record", missing.id),),
            fields=("last_seen_at", "last_seen_place", "clothing", "money", "happening"),
            why=Why(purpose="P7"),
            now=now,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def _to_add_to(record_id: UUID) -> tuple[MissingRecord, HerbertForm]:
    missing = MissingRecord.objects.select_for_update().filter(pk=record_id).first()
    if missing is None:
        raise not_found("missing")
    if missing.closed_at is not None:
        raise Refused("herbert.record_closed", "They are not missing any more.")
    form = HerbertForm.objects.filter(person_id=missing.person_id, ended_at=None).first()
    if form is None:
        raise Refused(
            "herbert.no_form",
            "There is no Herbert Protocol form to add to.",
            next_step="Record this as information on the missing record.",
        )
    return missing, form


def choose_holding(actor: Actor, *, held_centrally: bool, reason: str, now: datetime) -> None:
    """Decide whether the actor's force keeps the forms before anybody is missing.

    Raises:
        NotPermitted: The role may not.
        Refused: ``herbert.not_a_force`` or ``herbert.no_reason``.
    """
    require(actor, JOINT_PERMISSIONS, "herbert.choose_holding")
    if not actor.sector.is_police:
        raise Refused(
            "herbert.not_a_force",
            "A police force decides this for itself.",
            next_step="Ask the information-governance lead of the force.",
        )
    if not reason.strip():
        raise Refused("herbert.no_reason", "Say why, and who agreed to it.", field="reason")
    with transaction.atomic():
        HerbertHolding.objects.update_or_create(
            organisation_id=actor.organisation_id,
            defaults={
                "held_centrally": held_centrally,
                "reason": reason.strip(),
                "decided_by_id": actor.user_id,
                "decided_at": now,
            },
        )
        entry = Entry(
            Op.CONFIGURATION,
            "plans.choose_herbert_holding",
            Ref("organisation", actor.organisation_id),
            fields=("held_centrally" if held_centrally else "while_missing",),
        )
        record(actor, entry, now=now)
