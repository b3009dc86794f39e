"""Erases the words of contact plans long past their review date, for oversight's daily job."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import models

from alongside.areas.plans.models import (
    ContactPlan,
    ContactPlanPerson,
    ContactPlanVersion,
    WordingHit,
    WordingReview,
)
from alongside.areas.plans.rules.contact_plan import PlanState
from alongside.areas.plans.rules.wording import WordedKind
from alongside.foundation.picture.erasing import PlanCopy

ERASED: Final = "Erased with the plan"
WORDS: Final = tuple(
    field.name
    for field in ContactPlanVersion._meta.concrete_fields
    if isinstance(field, models.CharField | models.TextField)
)


def copies_past_review(today: date) -> Iterator[PlanCopy]:
    """Answer the plans past their review date that were not renewed and still hold words."""
    renewed = ContactPlan.objects.filter(state=PlanState.SHARED, review_on__gt=today)
    past = ContactPlan.objects.filter(shared_at__isnull=False, review_on__lte=today)
    rows = past.exclude(person_id__in=renewed.values("person_id")).order_by("review_on", "pk")
    for plan_id, person_id, review_on in rows.values_list("pk", "person_id", "review_on"):
        if review_on is not None and _with_words(plan_id).exists():
            yield PlanCopy(plan_id, person_id, review_on, WORDS)


def erase_plan(plan_id: UUID, _now: datetime) -> bool:
    """Erase what every version of a plan said, whom it names, and which words were held back.

    When and by whom stays. Oversight keeps the entry in the log, in the same transaction.
    """
    versions = _with_words(plan_id)
    if not versions.exists():
        return False
    versions.update(**dict.fromkeys(WORDS, ""))
    ContactPlanPerson.objects.filter(version__plan_id=plan_id).delete()
    _erase_words_held(plan_id)
    return True


def _erase_words_held(plan_id: UUID) -> None:
    """Erase the phrases of a plan that were held back, and what was said of them."""
    reviews = WordingReview.objects.filter(plan_kind=WordedKind.CONTACT_PLAN, plan_id=plan_id)
    WordingHit.objects.filter(review__in=reviews).delete()
    reviews.exclude(reason="").update(reason=ERASED)


def _with_words(plan_id: UUID) -> models.QuerySet[ContactPlanVersion]:
    said = models.Q()
    for name in WORDS:
        said |= ~models.Q(**{name: ""})
    return ContactPlanVersion.objects.filter(said, plan_id=plan_id)
