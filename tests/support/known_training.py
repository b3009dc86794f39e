"""What addresses of training name: the demo's courses, and a session that is on now."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from django.utils import timezone

from alongside.areas.liaison.demo import training as demo
from alongside.areas.liaison.demo.cast import HubCast
from alongside.areas.liaison.models import SessionTrainer, TrainingAttendance, TrainingSession
from alongside.foundation.accounts.queries import organisations

if TYPE_CHECKING:
    from tests.support.known import Known


def _training(known: "Known") -> bool:
    """Two years of training, as in the demo."""
    county = known.county
    lead = county.actor("tess_holloway")
    cast = HubCast(
        lead=lead,
        successor=lead,
        supervisor=county.actor("carys_vaughan"),
        officer=county.actor("ade_okafor"),
        nurse=county.actor("nia_prosser"),
        amhp=county.actor("wanda_peel"),
        governance=county.actor("hal_brandreth"),
        organisations={row.name: row.id for row in organisations()},
    )
    demo.fill(cast, now=timezone.now())
    return True


def _of_training(find: Callable[[], object]) -> Callable[["Known"], object]:
    def make(known: "Known") -> object:
        known["training"]
        return find()

    return make


def _on() -> TrainingSession:
    return TrainingSession.objects.get(starts_at__lte=timezone.now(), ends_at__gt=timezone.now())


def _to_say() -> object:
    """A session that PC Ade Okafor came to, and has not yet said anything of."""
    came = TrainingAttendance.objects.filter(user__sign_in_name="ade.okafor")
    unsaid = came.exclude(session__receipts__user__sign_in_name="ade.okafor")
    return unsaid.order_by("session__starts_at").first().session_id


TRAINING: Final[Mapping[str, Callable[["Known"], object]]] = {
    "training": _training,
    "training_on": _of_training(lambda: _on().pk),
    "training_course": _of_training(lambda: _on().course_id),
    "training_trainer": _of_training(lambda: SessionTrainer.objects.get(session=_on()).pk),
    "training_ahead": _of_training(
        lambda: (
            TrainingSession.objects.filter(starts_at__gt=timezone.now())
            .order_by("starts_at")
            .first()
            .pk
        )
    ),
    "training_said": _of_training(_to_say),
    "training_trust": lambda _: next(
        row.id for row in organisations() if row.sector.value == "mental_health_trust"
    ),
}
