"""Release control at work: a report goes or does not, safety is told, a copy is offered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.actions.recording import tell_of
from alongside.areas.diversion.actions.report_writing import (
    Kept,
    add_event,
    keep,
    locked_report,
    purpose_of,
    recipient_words,
    tell_episode,
)
from alongside.areas.diversion.actions.writing import NewEvent, append, refresh
from alongside.areas.diversion.models import ReportRequest, ReportVersion
from alongside.areas.diversion.queries.reports import consent_held
from alongside.areas.diversion.rules.facts import check_happened_at
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.referral_sharing import Agreed
from alongside.areas.diversion.rules.release import (
    DANGERS,
    Ruling,
    in_time,
    ruling,
    safety_minimum,
)
from alongside.areas.diversion.rules.report_draft import unfinished
from alongside.areas.diversion.rules.report_levels import (
    CATEGORIES,
    COPY_ANSWERS,
    LEVELS,
    METHODS,
    headings_of,
)
from alongside.areas.diversion.rules.report_wording import barred_words
from alongside.engines.sharing import (
    ANYBODY,
    AgreedBy,
    Category,
    Consent,
    Outcome,
    PersonFacts,
    Purpose,
)
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op
from alongside.foundation.picture.deciding import decisions_for
from alongside.foundation.picture.panels import facts_about
from alongside.kernel.actor import Actor, require
from alongside.kernel.period import Period
from alongside.kernel.refusal import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class Releasing:
    """How a report is to go.

    Attributes:
        level: How much of it.
        to_name: To whom by name.
        method: Code of ``METHODS``.
        delivered_at: When it reached them.
        number: Which version; it is locked by going.
    """

    level: str
    to_name: str
    method: str
    delivered_at: datetime
    number: int


def release_report(
    actor: Actor,
    report_id: UUID,
    wanted: Releasing,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Release a version to whoever asked, or keep that it may not go and what may instead.

    Whether it went is on the report: what release control refuses is recorded, not raised.

    Raises:
        NotPermitted: The role may not, or the sharing decision withholds it.
        Refused: ``report.unfinished``, ``report.barred``, ``report.no_version`` or a time or
            level that cannot be.
    """
    require(actor, PERMISSIONS, "report.release")
    check_happened_at(wanted.delivered_at, now)
    if wanted.level not in LEVELS or wanted.method not in METHODS:
        raise Refused("report.level", "Choose how much goes, and how.", field="level")

    def work() -> UUID:
        report = locked_report(actor, report_id)
        answer = ruling(wanted.level, report.recipient, consent_held(report))
        if answer.may_go:
            version = _ready_version(report, wanted)
            _check_sharing(actor, report, wanted.level, now)
            _release(actor, report, version, wanted, answer, now, request_key)
        else:
            _refuse(actor, report, wanted.level, answer, now, request_key)
        return report.id

    return once(actor, request_key, work)


def _ready_version(report: ReportRequest, wanted: Releasing) -> ReportVersion:
    version = report.versions.filter(number=wanted.number).first()
    if version is None:
        raise Refused("report.no_version", "Write the report first.")
    missing = unfinished(version.said, wanted.level)
    if missing:
        raise Refused(
            "report.unfinished",
            f"Still to be written: {', '.join(missing)}.",
            next_step="Write it, or release less.",
            field="level",
        )
    said = {one.code: version.said[one.code] for one in headings_of(wanted.level)}
    barred = barred_words(said)
    if barred:
        raise Refused(
            "report.barred",
            f"It says “{barred[0].phrase}”. {barred[0].why}",
            next_step=barred[0].instead,
            field="level",
        )
    return version


def _check_sharing(actor: Actor, report: ReportRequest, level: str, now: datetime) -> None:
    """Ask the sharing decision with what was agreed here, and all else that is on record."""
    purpose = Purpose(purpose_of(report))
    person_id = report.episode.person_id
    kinds = CATEGORIES[level]
    facts = facts_about(person_id, now, purpose).joined(_agreed_here(actor, report, kinds))
    decision = decisions_for(actor, facts, purpose, now=now, categories=kinds)
    for kind in sorted(kinds):
        if decision[kind].outcome is not Outcome.SHOWN:
            raise NotPermitted(
                "sharing.withheld", decision[kind].sentence, next_step=decision[kind].next_step
            )


def _agreed_here(actor: Actor, report: ReportRequest, kinds: Collection[Category]) -> PersonFacts:
    if report.consent_at is None or report.consent_withdrawn_at is not None:
        return PersonFacts()
    best = report.consent_agreed == Agreed.BEST_INTERESTS
    return PersonFacts(
        consents=frozenset(
            Consent(
                Purpose(purpose_of(report)),
                kind,
                Period(report.consent_at),
                recipient=str(actor.organisation_id) if best else ANYBODY,
                agreed_by=AgreedBy(report.consent_agreed),
            )
            for kind in kinds
        )
    )


def _release(
    actor: Actor,
    report: ReportRequest,
    version: ReportVersion,
    wanted: Releasing,
    answer: Ruling,
    now: datetime,
    request_key: UUID | None,
) -> None:
    version.locked_at = version.locked_at or now
    version.save(update_fields=["locked_at"])
    at = wanted.delivered_at
    facts = {
        "level": wanted.level,
        "recipient": report.recipient,
        "to_name": wanted.to_name,
        "method": wanted.method,
        "number": version.number,
        "ground": answer.ground,
    }
    add_event(actor, report, "released", facts=facts, happened_at=at, now=now)
    if report.released_at is None:
        report.released_at, report.in_time = at, in_time(at, report.due_at)
    report.save()
    told = {"level": wanted.level, "recipient": report.recipient}
    tell_episode(actor, report, "report_released", facts=told, at=at, now=now)
    kept = Kept(
        Op.DISCLOSURE,
        "release_report",
        fields=tuple(sorted(kind.value for kind in CATEGORIES[wanted.level])),
        gateway=answer.ground,
        recipient=recipient_words(report),
        method=wanted.method,
    )
    keep(actor, report, kept, now=now, request_key=request_key)


def _refuse(
    actor: Actor,
    report: ReportRequest,
    level: str,
    answer: Ruling,
    now: datetime,
    request_key: UUID | None,
) -> None:
    facts = {"level": level, "code": answer.code, "offer": answer.offer}
    add_event(actor, report, "refused", facts=facts, happened_at=now, now=now)
    report.save()
    told = {"level": level, "recipient": report.recipient, "reason": answer.code}
    tell_episode(actor, report, "report_refused", facts=told, at=now, now=now)
    kept = Kept(
        Op.DISCLOSURE,
        "release_report",
        recipient=recipient_words(report),
        outcome="refused",
    )
    keep(actor, report, kept, now=now, request_key=request_key)


def tell_safety(
    actor: Actor,
    report_id: UUID,
    *,
    dangers: Collection[str],
    words: str,
    told_person: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Tell the custody officer what bears on safety, whatever was agreed; keep ground and telling.

    Args:
        dangers: Codes of ``DANGERS``.
        words: What to do about them.
        told_person: How the person was told that this was said, or why not yet.

    Raises:
        NotPermitted: The role may not.
        Refused: ``safety.…``.
    """
    require(actor, PERMISSIONS, "report.release")
    if set(dangers) - set(DANGERS):
        raise Refused("safety.unknown", "Choose from the list.", field="dangers")
    if not told_person.strip():
        raise Refused("safety.person_not_told", "Say how the person was told.", field="told_person")

    def work() -> UUID:
        report = locked_report(actor, report_id)
        answer = safety_minimum(dangers, "custody_officer")
        if not answer.may_go:
            raise Refused(f"safety.{answer.code}", answer.sentence, field="dangers")
        what = "; ".join(DANGERS[danger] for danger in DANGERS if danger in dangers)
        facts = {"what": what, "words": words, "ground": answer.ground}
        add_event(actor, report, "safety_told", facts=facts, happened_at=now, now=now)
        report.save()
        _tell_custody(actor, report, {**facts, "told_person": told_person}, now)
        kept = Kept(
            Op.DISCLOSURE,
            "tell_safety",
            fields=("M", "R"),
            gateway=answer.ground,
            recipient="Custody officer",
        )
        keep(actor, report, kept, now=now, request_key=request_key)
        return report.id

    return once(actor, request_key, work)


def _tell_custody(
    actor: Actor, report: ReportRequest, facts: dict[str, str], now: datetime
) -> None:
    append(actor, report.episode, NewEvent("told_custody", now, facts), now=now)
    refresh(report.episode)
    tell_of("told_custody", report.episode, now=now)


def offer_copy(
    actor: Actor,
    report_id: UUID,
    answer: str,
    *,
    words: str = "",
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep that the person was offered a copy, and what they said.

    Raises:
        NotPermitted: The role may not.
        Refused: ``copy.answer``.
    """
    require(actor, PERMISSIONS, "report.record")
    if answer not in COPY_ANSWERS:
        raise Refused("copy.answer", "Choose what they said.", field="answer")

    def work() -> UUID:
        report = locked_report(actor, report_id)
        facts = {"answer": answer, "words": words}
        add_event(actor, report, "copy_offered", facts=facts, happened_at=now, now=now)
        report.copy_answer = answer
        report.save()
        op = Op.DISCLOSURE if answer == "given" else Op.COLLECTION
        recipient = "The person" if answer == "given" else ""
        kept = Kept(op, "offer_report_copy", fields=("copy",), recipient=recipient)
        keep(actor, report, kept, now=now, request_key=request_key)
        return report.id

    return once(actor, request_key, work)


def tell_recipient(
    actor: Actor,
    report_id: UUID,
    *,
    recipient: str,
    words: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep that somebody who has the report was told that consent was taken back.

    Raises:
        NotPermitted: The role may not.
        Refused: ``report.not_now``.
    """
    require(actor, PERMISSIONS, "report.record")

    def work() -> UUID:
        report = locked_report(actor, report_id)
        facts = {"recipient": recipient, "words": words}
        add_event(actor, report, "told_of_withdrawal", facts=facts, happened_at=now, now=now)
        report.save()
        kept = Kept(Op.DISCLOSURE, "tell_of_withdrawal", recipient=recipient)
        keep(actor, report, kept, now=now, request_key=request_key)
        return report.id

    return once(actor, request_key, work)
