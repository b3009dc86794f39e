"""Keep the issue log: raise, note, give to somebody, settle, open again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.placements.models import (
    IssueEvent,
    Learner,
    PlacementIssue,
    PlacementScheme,
    PlacementService,
)
from alongside.areas.placements.queries.coordinators import coordinators_of
from alongside.areas.placements.queries.own_rows import issue_for
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.queries.wards import ward_for
from alongside.areas.placements.rules.issues import (
    KINDS,
    SETTLED,
    check_words,
    state_after,
)
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.roles import BUDDIES, COORDINATORS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.kit.story_order import next_place
from alongside.foundation.kit.versions import check_version, last_words
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

RAISED: Final = "placements.issue_raised"
GIVEN: Final = "placements.issue_given"
SETTLED_TOPIC: Final = "placements.issue_settled"
ISSUE: Final = "placement_issue"


@dataclass(frozen=True, slots=True)
class NewIssue:
    """What somebody raises.

    Attributes:
        kind: A code of ``rules.issues.KINDS``.
        words: What it is about; names nobody who is cared for.
        scheme_id: Of which scheme, where a coordinator raises it.
        service_id: Where, or ``None``.
        learner_id: Whom it is about, or ``None``. A learner's own is theirs whatever is said.
    """

    kind: str
    words: str
    scheme_id: UUID | None = None
    service_id: UUID | None = None
    learner_id: UUID | None = None


def raise_issue(
    actor: Actor, said: NewIssue, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Raise an issue and tell the coordinators.

    Raises:
        NotPermitted: The role may not.
        Refused: ``issue.kind``, ``issue.no_words``, ``issue.no_placement`` where a learner is in
            no cohort, or what is not found.
    """
    require(actor, PERMISSIONS, "issue.raise")
    if said.kind not in KINDS:
        raise Refused("issue.kind", "Choose what kind of thing it is.", field="kind")
    check_words("raised", said.words)

    def work() -> UUID:
        scheme, service, learner = _about(actor, said)
        return write_issue(
            actor,
            scheme,
            Written(said.kind, said.words, service, learner),
            now=now,
            request_key=request_key,
        )

    return once(actor, request_key, work)


def _about(
    actor: Actor, said: NewIssue
) -> tuple[PlacementScheme, PlacementService | None, Learner | None]:
    """Whom and what it is about, as far as the actor has to do with it."""
    if actor.role in BUDDIES:
        if said.service_id is None:
            raise Refused("issue.no_ward", "Raise it from the page of your ward.")
        ward = ward_for(actor, said.service_id)
        return ward.scheme, ward, None
    if actor.role not in COORDINATORS:
        own = Learner.objects.filter(user_id=actor.user_id, withdrawn_at=None)
        learner = own.select_related("scheme").order_by("-cohort__first_on").first()
        if learner is None:
            raise Refused(
                "issue.no_placement",
                "You are not on a placement here.",
                next_step="Ring the coordinator.",
            )
        return learner.scheme, None, learner
    if said.scheme_id is None:
        raise Refused("issue.no_scheme", "Raise it from the page of a scheme.")
    scheme = scheme_for(actor, said.scheme_id)
    service = scheme.services.filter(pk=said.service_id).first() if said.service_id else None
    learner = scheme.learners.filter(pk=said.learner_id).first() if said.learner_id else None
    return scheme, service, learner


@dataclass(frozen=True, slots=True)
class Written:
    """An issue as it is written: its kind, its first words, where and about whom."""

    kind: str
    words: str
    service: PlacementService | None = None
    learner: Learner | None = None


def write_issue(
    actor: Actor,
    scheme: PlacementScheme,
    new: Written,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Write a new issue with its first event, in the caller's transaction, and tell of it.

    The caller has asked whether the actor may.
    """
    issue = PlacementIssue.objects.create(
        scheme=scheme,
        kind=new.kind,
        service=new.service,
        learner=new.learner,
        raised_by_id=actor.user_id,
        raised_at=now,
    )
    IssueEvent.objects.create(
        issue=issue, sequence=1, kind="raised", at=now, by_id=actor.user_id, words=new.words.strip()
    )
    entry = Entry(
        Op.COLLECTION,
        "placements.raise_issue",
        Ref(ISSUE, issue.id),
        also=(Ref("placement_scheme", scheme.id),),
        fields=("kind", "words"),
    )
    record(actor, entry, now=now, request_key=request_key)
    send(RAISED, {"issue": str(issue.id)}, now=now)
    return issue.id


@dataclass(frozen=True, slots=True)
class Said:
    """What a coordinator says of an issue.

    Attributes:
        kind: A code of ``rules.issues.EVENT_WORDS``.
        words: In their words.
        owner_id: To whom it is given, of ``given``.
        due_on: By when, of ``given``; may be ``None``.
        version: Of the issue when it was read; ``None`` to take it as it is.
    """

    kind: str
    words: str = ""
    owner_id: UUID | None = None
    due_on: date | None = None
    version: int | None = None


def say_of_issue(
    actor: Actor,
    issue_id: UUID,
    said: Said,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Add to the story of an issue, and move it on where what is said does.

    Raises:
        NotPermitted: The role may not.
        Refused: ``issue.not_found``, ``issue.not_now``, ``issue.no_words`` or ``issue.owner``.
        Conflict: ``issue.changed`` when somebody else said something first.
    """
    require(actor, PERMISSIONS, "issue.keep")
    check_words(said.kind, said.words)

    def work() -> UUID:
        issue = issue_for(actor, issue_id, lock=True)
        _check_version(issue, said.version)
        after = state_after(issue.state, said.kind)
        if said.kind == "given":
            _give(issue, said)
        issue.state = after
        issue.settled_at = now if after == SETTLED else None
        issue.version += 1
        issue.save(update_fields=["state", "settled_at", "version", "owner_id", "due_on"])
        IssueEvent.objects.create(
            issue=issue,
            sequence=next_place(issue.events.all()),
            kind=said.kind,
            at=now,
            by_id=actor.user_id,
            words=said.words.strip(),
        )
        entry = Entry(Op.ALTERATION, f"placements.issue_{said.kind}", Ref(ISSUE, issue.id))
        record(actor, entry, now=now, request_key=request_key)
        if said.kind in (topics := {"given": GIVEN, "settled": SETTLED_TOPIC}):
            send(topics[said.kind], {"issue": str(issue.id), "by": str(actor.user_id)}, now=now)
        return issue.id

    return once(actor, request_key, work)


def _check_version(issue: PlacementIssue, version: int | None) -> None:
    check_version(
        issue,
        version,
        code="issue.changed",
        done="said something of this issue",
        theirs=lambda: {"Said since": last_words(issue)},
    )


def _give(issue: PlacementIssue, said: Said) -> None:
    if said.owner_id not in coordinators_of(issue.scheme):
        raise Refused("issue.owner", "Choose a coordinator of this scheme.", field="owner")
    issue.owner_id = said.owner_id
    issue.due_on = said.due_on
