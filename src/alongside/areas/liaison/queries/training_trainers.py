"""Who the trainers are, for liaison leads alone; each look is on the log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import SessionTrainer
from alongside.areas.liaison.queries.training_rows import session_row
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_trainers import Naming, Support, TrainerFacts
from alongside.foundation.audit.record import Entry, Op, Ref, record_look
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class TrainerLine:
    """Somebody who teaches a session.

    Attributes:
        rung_by: Who rings them afterwards; empty for nobody yet.
        call_owed: Whether the session is over and nobody has rung.
    """

    id: UUID
    version: int
    facts: TrainerFacts
    rung_by: str
    withdrawn_at: datetime | None
    call_owed: bool


@dataclass(frozen=True, slots=True)
class TrainersPage:
    """Who teaches a session."""

    session_id: UUID
    course: str
    starts_at: datetime
    over: bool
    lines: tuple[TrainerLine, ...]


def trainers_page(viewer: Actor, session_id: UUID, *, now: datetime) -> TrainersPage:
    """Answer who teaches a session, with what is owed to them, and keep that it was looked at.

    Raises:
        NotPermitted: Not a liaison lead.
        Refused: ``training.not_found``.
    """
    require(viewer, PERMISSIONS, "training.trainers")
    row = session_row(session_id)
    over = row.ends_at <= now
    trainers = row.trainers.select_related("rung_by").order_by("added_at", "id")
    lines = tuple(_line(one, over=over) for one in trainers)
    if lines:
        also = tuple(Ref("session_trainer", line.id) for line in lines)
        subject = Ref("training_session", row.id)
        entry = Entry(
            Op.CONSULTATION, "liaison.see_trainers", subject, also=also, fields=("name", "payment")
        )
        record_look(viewer, entry, now=now)
    return TrainersPage(row.id, row.course.title, row.starts_at, over, lines)


def trainer_line(viewer: Actor, trainer_id: UUID, *, now: datetime) -> tuple[UUID, TrainerLine]:
    """Answer one trainer and their session, to change; it is kept that it was looked at.

    Raises:
        NotPermitted: Not a liaison lead.
        Refused: ``trainer.not_found``.
    """
    require(viewer, PERMISSIONS, "training.trainers")
    row = SessionTrainer.objects.filter(pk=trainer_id).first()
    page = trainers_page(viewer, row.session_id, now=now) if row else None
    for line in page.lines if page else ():
        if line.id == trainer_id and page is not None:
            return page.session_id, line
    raise Refused(
        "trainer.not_found", "That trainer is not here.", next_step="Open the session again."
    )


def _line(row: SessionTrainer, *, over: bool) -> TrainerLine:
    facts = TrainerFacts(
        name=row.name,
        user_id=row.user_id,
        used_services=row.used_services,
        on_catalogue=Naming(row.on_catalogue),
        on_session=Naming(row.on_session),
        on_screen=Naming(row.on_screen),
        agreed_on=row.agreed_on,
        payment=row.payment,
        paid_on=row.paid_on,
        rung_by_id=row.rung_by_id,
        support=Support(row.support),
    )
    return TrainerLine(
        id=row.id,
        version=row.version,
        facts=facts,
        rung_by=row.rung_by.display_name if row.rung_by else "",
        withdrawn_at=row.withdrawn_at,
        call_owed=over and row.used_services and facts.support is Support.OWED,
    )
