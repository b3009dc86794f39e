"""Reports: asked for, agreed to, written in versions, and no longer needed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.diversion.actions.referring import check_ours
from alongside.areas.diversion.actions.report_writing import (
    Kept,
    add_event,
    keep,
    locked_report,
    remind_before,
    tell_episode,
)
from alongside.areas.diversion.actions.writing import locked_episode
from alongside.areas.diversion.models import (
    Episode,
    Hearing,
    ReportEvent,
    ReportRequest,
    ReportVersion,
)
from alongside.areas.diversion.rules.facts import check_happened_at
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.referral_sharing import Agreed, check_agreed
from alongside.areas.diversion.rules.report_levels import BY_CODE, LEVELS, RECIPIENTS
from alongside.areas.diversion.rules.report_states import ReportState
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Conflict, Refused

WITHDRAWN: Final = "diversion.report_consent_withdrawn"


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report that is asked for.

    Attributes:
        recipient: Code of ``RECIPIENTS``.
        asked_by_name: Who asks.
        asked_by_contact: How to reach them; may be empty.
        for_what: Before which hearing or decision.
        level: How much they ask for: code of ``ld_report_level``.
        asked_at: When they asked.
        due_at: Before when it has to be there; where the hearing is listed here, it decides.
        hearing_id: The hearing, where it is listed here.
    """

    recipient: str
    asked_by_name: str
    for_what: str
    level: str
    asked_at: datetime
    due_at: datetime
    asked_by_contact: str = ""
    hearing_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewConsent:
    """What somebody agreed to be told of them.

    Attributes:
        level: The most that may be told.
        recipients: To whom.
        agreed: On whose word.
        words: How that was said.
        gillick: Whether a child was found able to decide; ``None`` where nobody looked.
    """

    level: str
    recipients: frozenset[str]
    agreed: Agreed
    words: str
    gillick: bool | None = None


def ask_for_report(
    actor: Actor,
    episode_id: UUID,
    new: NewReport,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep that a report is asked for, and have somebody told two hours before it is due.

    Raises:
        NotPermitted: The role may not, or the episode is another service's.
        Refused: ``report.level``, ``report.recipient``, ``report.hearing`` or
            ``event.in_the_future``.
    """
    require(actor, PERMISSIONS, "report.record")
    check_happened_at(new.asked_at, now)
    if new.level not in LEVELS:
        raise Refused("report.level", "Choose how much they ask for.", field="level")
    if new.recipient not in RECIPIENTS:
        raise Refused("report.recipient", "Choose who asks.", field="recipient")

    def work() -> UUID:
        episode = locked_episode(episode_id)
        check_ours(actor, episode)
        report = _asked(actor, episode, new, now)
        kept = Kept(Op.COLLECTION, "ask_for_report", fields=("level", "recipient", "due_at"))
        keep(actor, report, kept, now=now, request_key=request_key)
        return report.id

    return once(actor, request_key, work)


def _asked(actor: Actor, episode: Episode, new: NewReport, now: datetime) -> ReportRequest:
    wanted = replace(new, due_at=_due_at(new, episode))
    report = ReportRequest.objects.create(
        episode=episode,
        organisation_id=actor.organisation_id,
        state=ReportState.ASKED.value,
        **{name: getattr(wanted, name) for name in wanted.__slots__},
    )
    ReportEvent.objects.create(
        report=report,
        sequence=1,
        kind="asked",
        happened_at=new.asked_at,
        recorded_at=now,
        recorded_by_id=actor.user_id,
    )
    facts = {
        "by": new.recipient,
        "for_what": new.for_what,
        "due_at": wanted.due_at,
        "level": new.level,
        "hearing_id": new.hearing_id,
    }
    tell_episode(actor, report, "report_requested", facts=facts, at=new.asked_at, now=now)
    remind_before(report, now=now)
    return report


def _due_at(new: NewReport, episode: Episode) -> datetime:
    """When the hearing starts where one was chosen, else what was said."""
    if new.hearing_id is None:
        return new.due_at
    listed = Hearing.objects.filter(pk=new.hearing_id, episode=episode, state="listed")
    for at in listed.values_list("at", flat=True):
        return at
    raise Refused(
        "report.hearing",
        "That hearing is not listed any more.",
        next_step="Choose another, or say when the decision falls.",
        field="hearing",
    )


def record_consent(
    actor: Actor,
    report_id: UUID,
    consent: NewConsent,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep what the person agreed to be told, and to whom, as an event of its own.

    Raises:
        NotPermitted: The role may not.
        Refused: ``agreed.…`` or ``report.recipient``.
    """
    require(actor, PERMISSIONS, "report.record")

    def work() -> UUID:
        report = locked_report(actor, report_id)
        check_agreed(
            consent.agreed,
            words=consent.words,
            age_band=report.episode.age_band,
            gillick=consent.gillick,
        )
        if not consent.recipients <= set(RECIPIENTS) or not consent.recipients:
            raise Refused("report.recipient", "Choose who may be told.", field="recipients")
        if consent.level not in LEVELS:
            raise Refused("report.level", "Choose how much may be told.", field="level")
        facts = {
            "level": consent.level,
            "recipients": sorted(consent.recipients),
            "agreed": consent.agreed.value,
            "words": consent.words,
            "gillick": consent.gillick,
        }
        add_event(actor, report, "consented", facts=facts, happened_at=now, now=now)
        report.consent_level = consent.level
        report.consent_recipients = sorted(consent.recipients)
        report.consent_agreed = consent.agreed.value
        report.consent_at, report.consent_withdrawn_at = now, None
        report.save()
        kept = Kept(Op.COLLECTION, "record_report_consent", fields=("level", "recipients"))
        keep(actor, report, kept, now=now, request_key=request_key)
        return report.id

    return once(actor, request_key, work)


def withdraw_consent(
    actor: Actor, report_id: UUID, words: str, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Keep that the person took their consent back: nothing more goes, and recipients are told.

    What was sent stays in the log.

    Raises:
        NotPermitted: The role may not.
        Refused: ``consent.none``.
    """
    require(actor, PERMISSIONS, "report.record")

    def work() -> UUID:
        report = locked_report(actor, report_id)
        if report.consent_withdrawn_at is not None:
            raise Refused("consent.none", "Their consent is taken back already.")
        facts = {"words": words}
        add_event(actor, report, "consent_withdrawn", facts=facts, happened_at=now, now=now)
        report.consent_withdrawn_at = now
        report.save()
        kept = Kept(Op.ALTERATION, "withdraw_report_consent", fields=("consent",))
        keep(actor, report, kept, now=now, request_key=request_key)
        if report.released_at is not None:
            payload = {"report": str(report.id), "by": str(actor.user_id)}
            send(WITHDRAWN, payload, now=now)
            send(WITHDRAWN, payload, now=now, due_at=now + timedelta(days=1))
        return report.id

    return once(actor, request_key, work)


def save_report(
    actor: Actor,
    report_id: UUID,
    said: Mapping[str, str],
    *,
    number: int,
    now: datetime,
) -> int:
    """Keep what a report says as a new version; the ones before stay.

    Args:
        said: Text by code of heading.
        number: The version it was read at; 0 for none.

    Returns:
        The number of the version that was made.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``report.changed``, with what it says now where it differs.
    """
    require(actor, PERMISSIONS, "report.record")
    with transaction.atomic():
        report = locked_report(actor, report_id)
        wanted = {code: said.get(code, "").strip() for code in BY_CODE if code in said}
        last = report.versions.order_by("-number").first()
        if last is not None and last.number != number:
            raise Conflict(
                "report.changed",
                "This report was changed in another place while you were writing.",
                theirs={code: text for code, text in last.said.items() if wanted.get(code) != text},
                next_step="Look at both, then save what is right.",
            )
        new_number = last.number + 1 if last is not None else 1
        ReportVersion.objects.create(
            report=report,
            number=new_number,
            level=report.level,
            said=wanted,
            saved_at=now,
            saved_by_id=actor.user_id,
        )
        facts = {"number": new_number}
        add_event(actor, report, "drafted", facts=facts, happened_at=now, now=now)
        report.save()
        keep(actor, report, Kept(Op.ALTERATION, "save_report", fields=tuple(wanted)), now=now)
    return new_number


def close_report(
    actor: Actor, report_id: UUID, words: str, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Keep that a report is no longer needed, and why.

    Raises:
        NotPermitted: The role may not.
        Refused: ``report.not_now`` once it has gone.
    """
    require(actor, PERMISSIONS, "report.record")

    def work() -> UUID:
        report = locked_report(actor, report_id)
        add_event(actor, report, "not_needed", facts={"words": words}, happened_at=now, now=now)
        report.save()
        tell_episode(actor, report, "report_not_needed", facts={"words": words}, at=now, now=now)
        kept = Kept(Op.ALTERATION, "close_report", fields=("state",))
        keep(actor, report, kept, now=now, request_key=request_key)
        return report.id

    return once(actor, request_key, work)
