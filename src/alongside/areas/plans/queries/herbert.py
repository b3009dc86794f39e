"""What a viewer may see of the Herbert Protocol. Police have it only while somebody is missing."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.people.queries import PersonLabel
from alongside.areas.plans.models import HerbertForm, HerbertHolding, HerbertPartTwo, MissingRecord
from alongside.areas.plans.queries.joint_story import looked_at, name_of
from alongside.areas.plans.rules.herbert import (
    CONSENT_LABELS,
    HERBERT_QUESTIONS,
    WRITER_LABELS,
    PartOne,
    PhotoStanding,
    check_police_may_have,
    photo_standing,
    photo_words,
    police_may_have,
    review_overdue,
)
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.picture.compose import look_at
from alongside.foundation.picture.reading import read_once
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

PURPOSE = Purpose.MISSING


@dataclass(frozen=True, slots=True)
class HerbertAnswer:
    """One question answered."""

    name: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class PartTwoLines:
    """Part 2: what was known when they went missing."""

    last_seen_at: datetime
    last_seen_place: str
    clothing: str
    money: str
    happening: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class HerbertPart:
    """What a form holds of one kind of information.

    Attributes:
        answers: In the order of the form.
        completed_on: When it was written.
        completed_by: By whom, and what they are to the person.
        completed_phone: How to ring them; may be empty.
        photo: How the photo stands, in words.
        photo_reference: Where it is kept; may be empty.
        photo_is_old: Whether it is more than 12 months old.
        review_due_on: When the form is to be looked at again.
        overdue: Whether that day has gone by.
        part_two: Part 2, when they are missing and it is filled in.
        is_whole: Whether it stands for the whole form, and so says how old that is.
    """

    answers: tuple[HerbertAnswer, ...]
    completed_on: date
    completed_by: str
    completed_phone: str
    photo: str
    photo_reference: str
    photo_is_old: bool
    review_due_on: date
    overdue: bool
    part_two: PartTwoLines | None
    is_whole: bool


@dataclass(frozen=True, slots=True)
class HerbertPage:
    """The whole form, for the page about it.

    Attributes:
        person: How the person is named, when that may be shown.
        risk: What helps to find and calm them; ``None`` when there is no form.
        who: Who and where; ``None`` when held back or there is no form.
        medical: Medical needs; ``None`` when held back or there is no form.
        consent: Who agrees, in words.
        best_interests_note: Who decided, and why; may be empty.
        version: Of the form; 0 when there is none.
        missing_record: Their open missing record; ``None`` when they are not missing.
    """

    person: PersonLabel | None
    risk: HerbertPart | None
    who: HerbertPart | None
    medical: HerbertPart | None
    consent: str
    best_interests_note: str
    version: int
    missing_record: UUID | None


@dataclass(frozen=True, slots=True)
class Holding:
    """Whether a force keeps the forms centrally, and who decided."""

    held_centrally: bool
    reason: str
    decided_by: str
    decided_at: datetime


def herbert_page(viewer: Actor, person_id: UUID, *, now: datetime) -> HerbertPage:
    """Answer the whole form, each kind of information by its own decision, and log the looks.

    Raises:
        NotPermitted: The role may not, or ``herbert.not_missing`` for police of a force that
            does not keep the forms.
    """
    require(viewer, JOINT_PERMISSIONS, "herbert.see")
    missing = _open_record(person_id)
    if viewer.sector.is_police:
        check_police_may_have(
            open_record=missing is not None, held_centrally=_held_centrally(viewer.organisation_id)
        )
    form = _in_force(person_id)
    person = name_of(viewer, person_id, purpose=PURPOSE, now=now)

    def part(category: Category) -> HerbertPart | None:
        if form is None:
            return None
        return look_at(
            viewer,
            person_id,
            category,
            load=lambda: _part(form, category, missing, now),
            purpose=PURPOSE,
            now=now,
        )

    return HerbertPage(
        person=person,
        risk=part(Category.RISK),
        who=part(Category.IDENTITY),
        medical=part(Category.MEDICAL_SAFETY),
        consent=CONSENT_LABELS[form.consent] if form else "",
        best_interests_note=form.best_interests_note if form else "",
        version=form.version if form else _latest_version(person_id),
        missing_record=missing.id if missing else None,
    )


def part_one_to_change(viewer: Actor, person_id: UUID, *, now: datetime) -> PartOne | None:
    """Answer the form as it was written, to be written again, and log the look.

    Raises:
        NotPermitted: The role may not, or this is held back.
    """
    require(viewer, JOINT_PERMISSIONS, "herbert.write")
    form = _in_force(person_id)
    if form is None:
        return None
    return looked_at(
        viewer,
        person_id,
        Category.MEDICAL_SAFETY,
        purpose=PURPOSE,
        load=lambda: PartOne(
            answers=dict(form.answers),
            completed_on=form.completed_on,
            completed_by=form.completed_by,
            completed_as=form.completed_as,
            consent=form.consent,
            completed_phone=form.completed_phone,
            best_interests_note=form.best_interests_note,
            photo_reference=form.photo_reference,
            photo_taken_on=form.photo_taken_on,
        ),
        now=now,
    )


def herbert_part(
    viewer: Actor, person_id: UUID, category: Category, *, now: datetime
) -> HerbertPart | None:
    """Answer what a form holds of one kind, for the person's page, which decides and logs.

    Police get nothing unless the person is missing or their force keeps the forms.
    """
    missing = read_once(("plans.missing_record", person_id), lambda: _open_record(person_id))
    if viewer.sector.is_police and not police_may_have(
        open_record=missing is not None,
        held_centrally=read_once("plans.held", lambda: _held_centrally(viewer.organisation_id)),
    ):
        return None
    form = read_once(("plans.herbert", person_id), lambda: _in_force(person_id))
    part = _part(form, category, missing, now) if form else None
    return part if part and (part.answers or category is Category.RISK) else None


def holding_of(viewer: Actor) -> Holding | None:
    """Answer what the viewer's own force decided; ``None`` when it never did.

    Raises:
        NotPermitted: The role may not.
    """
    require(viewer, JOINT_PERMISSIONS, "herbert.choose_holding")
    row = (
        HerbertHolding.objects.filter(organisation_id=viewer.organisation_id)
        .select_related("decided_by")
        .first()
    )
    if row is None:
        return None
    return Holding(row.held_centrally, row.reason, row.decided_by.display_name, row.decided_at)


def _open_record(person_id: UUID) -> MissingRecord | None:
    return MissingRecord.objects.filter(person_id=person_id, closed_at=None).first()


def _held_centrally(organisation_id: UUID) -> bool:
    rows = HerbertHolding.objects.filter(organisation_id=organisation_id, held_centrally=True)
    return rows.exists()


def _in_force(person_id: UUID) -> HerbertForm | None:
    return HerbertForm.objects.filter(person_id=person_id, ended_at=None).first()


def _latest_version(person_id: UUID) -> int:
    rows = HerbertForm.objects.filter(person_id=person_id).order_by("-version")
    return rows.values_list("version", flat=True).first() or 0


def _part(
    form: HerbertForm, category: Category, missing: MissingRecord | None, now: datetime
) -> HerbertPart:
    today = local_date(now)
    answers = tuple(
        HerbertAnswer(name, question.label, form.answers[name])
        for name, question in HERBERT_QUESTIONS.items()
        if question.category is category and name in form.answers
    )
    return HerbertPart(
        answers=answers,
        completed_on=form.completed_on,
        completed_by=f"{form.completed_by}, {WRITER_LABELS[form.completed_as].lower()}",
        completed_phone=form.completed_phone,
        photo=photo_words(form.photo_taken_on, today),
        photo_reference=form.photo_reference,
        photo_is_old=photo_standing(form.photo_taken_on, today) is PhotoStanding.OLD,
        review_due_on=form.review_due_on,
        overdue=review_overdue(form.review_due_on, now),
        part_two=_part_two(missing) if missing and category is Category.RISK else None,
        is_whole=category is Category.RISK,
    )


def _part_two(missing: MissingRecord) -> PartTwoLines | None:
    row = (
        HerbertPartTwo.objects.filter(record=missing, superseded_by=None)
        .select_related("recorded_by")
        .first()
    )
    if row is None:
        return None
    return PartTwoLines(
        row.last_seen_at,
        row.last_seen_place,
        row.clothing,
        row.money,
        row.happening,
        row.recorded_by.display_name,
        row.recorded_at,
    )
