"""Write, sign, review and withdraw a sharing agreement: one intention each."""

from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.oversight.models import (
    AgreementParty,
    AgreementReview,
    AgreementSignature,
    SharingAgreement,
)
from alongside.areas.oversight.queries.agreement_rows import dates_of, entry_of, has_lead
from alongside.areas.oversight.rules.agreements import (
    AgreementEntry,
    Happening,
    chase_days,
    check_complete,
    check_entry,
    check_is_party,
    check_may,
    check_signer,
    state_of,
)
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.engines.sharing import policy_on
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, content_hash, record
from alongside.foundation.outbox import messages
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Conflict, Refused

DUE: Final = "oversight.agreement_due"
COLUMNS: Final = tuple(one.name for one in fields(AgreementEntry) if one.name != "parties")


def write_agreement(
    actor: Actor,
    entry: AgreementEntry,
    *,
    replaces: UUID | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Draft an agreement. Nothing is shared on it until every party has signed.

    Args:
        actor: Who drafts it; their organisation is one of the parties.
        entry: What it says so far.
        replaces: The agreement it is to follow, when it renews one.
        now: The server's instant.
        request_key: Of the form, so that it is saved once.

    Raises:
        NotPermitted: Only an information governance lead of a party.
        Refused: What ``check_entry`` refuses, or ``agreement.reference_taken``.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "agreement.write")
        check_entry(entry, policy_on(local_date(now)))
        check_is_party(actor.organisation_id, _party_ids(entry))
        _check_reference(entry.reference, other_than=None)
        row = SharingAgreement.objects.create(
            **_columns(entry),
            replaces_id=replaces,
            written_at=now,
            written_by_id=actor.user_id,
            written_by_name=actor.name,
        )
        _write_parties(row, entry)
        _record(
            actor,
            "oversight.write_agreement",
            row,
            op=Op.COLLECTION,
            fields=COLUMNS,
            now=now,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def change_agreement(
    actor: Actor, agreement_id: UUID, entry: AgreementEntry, *, version: int, now: datetime
) -> None:
    """Change a draft. Signatures to an earlier version count no more, and stay on record.

    Raises:
        NotPermitted: Only an information governance lead of a party.
        Refused: ``agreement.not_here``, ``agreement.not_now`` or what ``check_entry`` refuses.
        Conflict: Somebody else changed it first.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "agreement.write")
        row = _locked(agreement_id)
        check_may(state_of(dates_of(row), now), Happening.CHANGED)
        check_is_party(actor.organisation_id, _parties(row))
        check_entry(entry, policy_on(local_date(now)))
        check_is_party(actor.organisation_id, _party_ids(entry))
        _check_reference(entry.reference, other_than=row.id)
        before = entry_of(row)
        if row.version != version:
            raise _changed(before, entry)
        touched = tuple(
            name for name in COLUMNS if getattr(before, name) != getattr(entry, name)
        ) + (("parties",) if before.parties != entry.parties else ())
        for name, value in _columns(entry).items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        row.parties.all().delete()
        _write_parties(row, entry)
        hashes = (content_hash(asdict(before)), content_hash(asdict(entry)))
        _record(actor, "oversight.change_agreement", row, fields=touched, changed=hashes, now=now)
        return row.id

    once(actor, None, work)


def sign_agreement(
    actor: Actor,
    agreement_id: UUID,
    organisation_id: UUID,
    *,
    signed_by: str,
    post: str,
    version: int,
    now: datetime,
) -> None:
    """Record that a named person of a party signed this version.

    With the last signature the agreement is signed by all, and its owners are chased 60 and 30
    days before its review and its end, and on the day.

    Raises:
        NotPermitted: Who may bring a signature is ``check_signer``'s rule.
        Refused: ``agreement.incomplete``, ``agreement.not_now``, ``agreement.signed_already`` or
            ``agreement.unnamed_signer``.
        Conflict: Somebody changed it since it was read.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "agreement.sign")
        row = _locked(agreement_id)
        check_may(state_of(dates_of(row), now), Happening.SIGNED_BY_ALL)
        _check_signature(actor, row, organisation_id, signed_by, post)
        entry = entry_of(row)
        if row.version != version:
            raise _changed(entry, entry)
        check_complete(entry)
        _write_signature(actor, row, organisation_id, (signed_by, post), now)
        _settle_signatures(row, now)
        _record(
            actor,
            "oversight.sign_agreement",
            row,
            also=(Ref("organisation", organisation_id),),
            fields=("signature",),
            now=now,
        )
        return row.id

    once(actor, None, work)


def review_agreement(
    actor: Actor, agreement_id: UUID, *, words: str, next_review_on: date, now: datetime
) -> None:
    """Say that an agreement was looked at again and stands, until the next review.

    Raises:
        NotPermitted: Only an information governance lead of a party.
        Refused: ``agreement.not_now``, ``agreement.review_empty`` or ``agreement.review_date``.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "agreement.review")
        row = _locked(agreement_id)
        check_may(state_of(dates_of(row), now), Happening.REVIEWED)
        check_is_party(actor.organisation_id, _parties(row))
        if not words.strip():
            raise Refused("agreement.review_empty", "Say what the review found.", field="words")
        if not local_date(now) < next_review_on <= row.ends_on:
            raise Refused(
                "agreement.review_date",
                "The next review is after today and no later than the agreement's last day.",
                next_step="To go on longer, draft an agreement that follows this one.",
                field="next_review_on",
            )
        AgreementReview.objects.create(
            agreement=row,
            reviewed_at=now,
            reviewed_by_id=actor.user_id,
            reviewed_by_name=actor.name,
            words=words.strip(),
            next_review_on=next_review_on,
        )
        row.review_on = next_review_on
        row.save(update_fields=["review_on"])
        _chase(row, "review", next_review_on, now)
        _record(actor, "oversight.review_agreement", row, fields=("review_on",), now=now)
        return row.id

    once(actor, None, work)


def withdraw_agreement(actor: Actor, agreement_id: UUID, *, reason: str, now: datetime) -> None:
    """Withdraw from an agreement. Routine exchange on it stops with the next look anywhere.

    Raises:
        NotPermitted: Only an information governance lead of a party.
        Refused: ``agreement.not_now`` or ``agreement.no_reason``.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "agreement.withdraw")
        row = _locked(agreement_id)
        check_may(state_of(dates_of(row), now), Happening.WITHDRAWN)
        check_is_party(actor.organisation_id, _parties(row))
        if not reason.strip():
            raise Refused("agreement.no_reason", "Say why it is withdrawn.", field="reason")
        row.withdrawn_at = now
        row.withdrawn_by_id = actor.user_id
        row.withdrawn_by_name = actor.name
        row.withdrawn_reason = reason.strip()
        row.save()
        messages.send(DUE, {"id": str(row.id), "what": "withdrawn", "on": "", "days": ""}, now=now)
        _record(actor, "oversight.withdraw_agreement", row, fields=("withdrawn_at",), now=now)
        return row.id

    once(actor, None, work)


def _check_signature(
    actor: Actor, row: SharingAgreement, organisation_id: UUID, signed_by: str, post: str
) -> None:
    check_is_party(actor.organisation_id, _parties(row))
    check_signer(
        party=organisation_id in _parties(row),
        own=organisation_id == actor.organisation_id,
        party_has_lead=has_lead(organisation_id),
    )
    if not (signed_by.strip() and post.strip()):
        raise Refused(
            "agreement.unnamed_signer",
            "Say who signed, by name and post.",
            field="post" if signed_by.strip() else "signed_by",
        )
    signed = row.signatures.filter(organisation_id=organisation_id, agreement_version=row.version)
    if signed.exists():
        raise Refused("agreement.signed_already", "That party has signed this version already.")


def _write_signature(
    actor: Actor,
    row: SharingAgreement,
    organisation_id: UUID,
    named: tuple[str, str],
    now: datetime,
) -> None:
    signed_by, post = named
    AgreementSignature.objects.create(
        agreement=row,
        organisation_id=organisation_id,
        agreement_version=row.version,
        signed_by=signed_by.strip(),
        post=post.strip(),
        signed_at=now,
        recorded_by_id=actor.user_id,
        recorded_by_name=actor.name,
    )


def _settle_signatures(row: SharingAgreement, now: datetime) -> None:
    """Once the last party has signed, keep when, and plan the chasing."""
    signed = row.signatures.filter(agreement_version=row.version)
    if set(signed.values_list("organisation_id", flat=True)) >= set(_parties(row)):
        row.signed_at = now
        row.save(update_fields=["signed_at"])
        _chase(row, "review", row.review_on, now)
        _chase(row, "end", row.ends_on, now)


def _chase(row: SharingAgreement, what: str, due_on: date, now: datetime) -> None:
    for days, at in chase_days(due_on, now):
        messages.send(
            DUE,
            {"id": str(row.id), "what": what, "on": due_on.isoformat(), "days": str(days)},
            now=now,
            due_at=at,
            once_key=f"{DUE}:{row.id}:{what}:{due_on}:{days}",
        )


def _columns(entry: AgreementEntry) -> dict[str, object]:
    values = {name: getattr(entry, name) for name in COLUMNS}
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in values.items()
    }


def _write_parties(row: SharingAgreement, entry: AgreementEntry) -> None:
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=row, **asdict(party)) for party in entry.parties
    )


def _party_ids(entry: AgreementEntry) -> tuple[UUID, ...]:
    return tuple(party.organisation_id for party in entry.parties)


def _parties(row: SharingAgreement) -> tuple[UUID, ...]:
    return tuple(row.parties.values_list("organisation_id", flat=True))


def _locked(agreement_id: UUID) -> SharingAgreement:
    row = SharingAgreement.objects.select_for_update().filter(pk=agreement_id).first()
    if row is None:
        raise Refused(
            "agreement.not_here", "There is no such agreement.", next_step="Choose one listed."
        )
    return row


def _check_reference(reference: str, *, other_than: UUID | None) -> None:
    named = SharingAgreement.objects.filter(reference=reference)
    if any(key != other_than for key in named.values_list("pk", flat=True)):
        raise Refused(
            "agreement.reference_taken",
            "Another agreement has this reference.",
            next_step="Give this one a reference of its own.",
            field="reference",
        )


def _changed(before: AgreementEntry, entry: AgreementEntry) -> Conflict:
    differing = [name for name in COLUMNS if getattr(before, name) != getattr(entry, name)]
    return Conflict(
        "agreement.changed",
        "Somebody else changed this agreement while you were reading it.",
        theirs={name: str(getattr(before, name)) for name in differing},
        next_step="Read it again, then save or sign what is right.",
    )


def _record(
    actor: Actor,
    action: str,
    row: SharingAgreement,
    *,
    op: Op = Op.ALTERATION,
    also: tuple[Ref, ...] = (),
    fields: tuple[str, ...] = (),
    changed: tuple[str, str] | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> None:
    entry = Entry(op, action, Ref("agreement", row.id), also=also, fields=fields, changed=changed)
    record(actor, entry, now=now, request_key=request_key)
