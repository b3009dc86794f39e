"""Say who answers instead of a team or a contact, step by step."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.directory.actions.contacts import CONTACT_NOT_HERE
from alongside.areas.directory.actions.teams import TEAM_NOT_HERE
from alongside.areas.directory.actions.writing import check_fingerprint, locked
from alongside.areas.directory.models import Contact, CoverStep, Team
from alongside.areas.directory.queries.chain_rows import steps_of
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.cover_steps import CoverWhen, NewStep, check_steps
from alongside.areas.directory.rules.fingerprints import fingerprint
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

NO_CHAIN: Final = Refused(
    "chain.not_here", "Only teams and contacts have a chain.", next_step="Choose one listed."
)


def set_cover_chain(
    actor: Actor,
    kind: EntryKind,
    entry_id: UUID,
    *,
    steps: Sequence[NewStep],
    now: datetime,
    version: int | None = None,
) -> None:
    """Say who answers instead; what was said before is replaced.

    Args:
        kind: ``TEAM`` or ``CONTACT``.
        entry_id: Whose chain it is.
        steps: In order; each reason is numbered by itself.
        version: Fingerprint of the chain the form was read at; ``None`` not to look.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``entry.changed``.
        Refused: ``chain.not_here``, ``team.not_here``, ``contact.not_here``, what
            ``rules.cover_steps.check_steps`` refuses, or ``cover_step.leads_nowhere`` for a team
            or contact that is not there.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "chain.set")
        owner = _owner(kind, entry_id)
        check_steps(entry_id, steps)
        _check_there(steps)
        check_fingerprint(fingerprint(steps_of(kind, entry_id)), version)
        CoverStep.objects.filter(**owner).delete()
        places = {when: count(1) for when in CoverWhen}
        CoverStep.objects.bulk_create(
            [CoverStep(**owner, position=next(places[step.when]), **_kept(step)) for step in steps]
        )
        done = Entry(Op.CONFIGURATION, "directory.set_cover_chain", Ref(kind, entry_id))
        record(actor, done, now=now)


def _owner(kind: EntryKind, entry_id: UUID) -> dict[str, UUID]:
    if kind is EntryKind.TEAM:
        return {"team_id": locked(Team, entry_id, TEAM_NOT_HERE).id}
    if kind is EntryKind.CONTACT:
        return {"contact_id": locked(Contact, entry_id, CONTACT_NOT_HERE).id}
    raise NO_CHAIN


def _kept(step: NewStep) -> dict[str, object]:
    return {name: getattr(step, name) for name in step.__slots__}


def _check_there(steps: Sequence[NewStep]) -> None:
    teams = {step.to_team_id for step in steps if step.to_team_id}
    contacts = {step.to_contact_id for step in steps if step.to_contact_id}
    found = Team.objects.filter(pk__in=teams).count()
    found += Contact.objects.filter(pk__in=contacts).count()
    if found != len(teams) + len(contacts):
        raise Refused(
            "cover_step.leads_nowhere",
            "A step leads to somebody who is not here.",
            next_step="Choose one that is listed.",
        )
