"""Where a sharing agreement stands, when it holds, and what it must say before it is signed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.engines.sharing import Category, Policy, Purpose
from alongside.kernel.local_time import from_local
from alongside.kernel.period import Period
from alongside.kernel.refusal import NotPermitted, Refused

CHASED_BEFORE_DAYS: Final = (60, 30, 0)
DAY: Final = timedelta(days=1)


class Controllers(StrEnum):
    """How the parties decide what is done with what they share (UK GDPR Art 26)."""

    JOINT = "joint"
    SEPARATE = "separate"


class State(StrEnum):
    """Where an agreement stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    DUE_FOR_REVIEW = "due_for_review"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Happening(StrEnum):
    """What moves an agreement on."""

    CHANGED = "changed"
    SIGNED_BY_ALL = "signed_by_all"
    START_CAME = "start_came"
    REVIEW_CAME = "review_came"
    REVIEWED = "reviewed"
    END_CAME = "end_came"
    WITHDRAWN = "withdrawn"


TRANSITIONS: Final[Mapping[tuple[State, Happening], State]] = {
    (State.DRAFT, Happening.CHANGED): State.DRAFT,
    (State.DRAFT, Happening.SIGNED_BY_ALL): State.SIGNED,
    (State.DRAFT, Happening.END_CAME): State.ENDED,
    (State.DRAFT, Happening.WITHDRAWN): State.WITHDRAWN,
    (State.SIGNED, Happening.START_CAME): State.IN_FORCE,
    (State.SIGNED, Happening.END_CAME): State.ENDED,
    (State.SIGNED, Happening.WITHDRAWN): State.WITHDRAWN,
    (State.IN_FORCE, Happening.REVIEW_CAME): State.DUE_FOR_REVIEW,
    (State.IN_FORCE, Happening.REVIEWED): State.IN_FORCE,
    (State.IN_FORCE, Happening.END_CAME): State.ENDED,
    (State.IN_FORCE, Happening.WITHDRAWN): State.WITHDRAWN,
    (State.DUE_FOR_REVIEW, Happening.REVIEWED): State.IN_FORCE,
    (State.DUE_FOR_REVIEW, Happening.END_CAME): State.ENDED,
    (State.DUE_FOR_REVIEW, Happening.WITHDRAWN): State.WITHDRAWN,
}
"""Every way from one state to another; anything else leaves the state as it is."""

STATE_LABELS: Final = {
    State.DRAFT: "Draft, not signed by all",
    State.SIGNED: "Signed, not started",
    State.IN_FORCE: "In force",
    State.DUE_FOR_REVIEW: "In force, due for review",
    State.ENDED: "Ended",
    State.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True, slots=True)
class Dates:
    """The instants that decide where an agreement stands.

    Attributes:
        starts_on: First day it may hold.
        review_on: Day by which it is to be looked at again.
        ends_on: Last day it holds.
        signed_at: When the last party signed this version; ``None`` until then.
        withdrawn_at: When a party withdrew; ``None`` unless one did.
    """

    starts_on: date
    review_on: date
    ends_on: date
    signed_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def starts_at(self) -> datetime:
        """The first instant it may hold at: its day has come and all have signed."""
        day = _midnight(self.starts_on)
        return max(day, self.signed_at) if self.signed_at else day

    @property
    def ends_at(self) -> datetime:
        """The first instant it no longer holds at."""
        ends = _midnight(self.ends_on + DAY)
        return min(ends, self.withdrawn_at) if self.withdrawn_at else ends


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """What an agreement says of one party.

    Attributes:
        organisation_id: Which organisation.
        lead_name: Whom to ask about the agreement there.
        lead_contact: How to reach them.
        dpo: Its data protection officer, by name or address.
        power: The legal power or duty under which it shares.
    """

    organisation_id: UUID
    lead_name: str = ""
    lead_contact: str = ""
    dpo: str = ""
    power: str = ""


@dataclass(frozen=True, slots=True)
class AgreementEntry:
    """Everything an agreement says (DOMAIN 5.4), as its author wrote it."""

    reference: str
    title: str
    starts_on: date
    review_on: date
    ends_on: date
    purposes: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    gateways: tuple[str, ...] = ()
    controllers: str = Controllers.SEPARATE
    special_category: bool = True
    criminal_offence: bool = False
    purpose_words: str = ""
    benefits: str = ""
    necessity: str = ""
    items: str = ""
    lawful_basis: str = ""
    conditions: str = ""
    policy_document: str = ""
    people_affected: str = ""
    who_has_access: str = ""
    accuracy: str = ""
    retention: str = ""
    security: str = ""
    transfer: str = ""
    breach: str = ""
    rights: str = ""
    rights_contact: str = ""
    foi: str = ""
    quality_review: str = ""
    dpia_reference: str = ""
    withdrawal: str = ""
    return_of_data: str = ""
    parties: tuple[PartyEntry, ...] = ()


LABELS: Final = {
    "title": "What it is called",
    "reference": "Reference",
    "controllers": "How the parties are controllers",
    "purposes": "Purposes",
    "purpose_words": "Purpose",
    "benefits": "Benefits to people",
    "necessity": "Why sharing is necessary and proportionate",
    "categories": "Kinds of information",
    "items": "Items that are shared",
    "special_category": "Special category information",
    "criminal_offence": "Criminal offence information",
    "gateways": "Legal gateways",
    "lawful_basis": "Lawful basis (Article 6)",
    "conditions": "Conditions (Article 9, Schedules 1 and 8)",
    "policy_document": "Appropriate policy document",
    "people_affected": "People it is about",
    "who_has_access": "Who has access",
    "accuracy": "Keeping it accurate",
    "retention": "How long it is kept, and deletion",
    "security": "Security",
    "transfer": "How it is passed on",
    "breach": "What happens after a breach",
    "rights": "People's rights",
    "rights_contact": "Who answers people",
    "foi": "Freedom of information",
    "quality_review": "How its quality is reviewed",
    "dpia_reference": "Impact assessment (DPIA)",
    "withdrawal": "How a party withdraws",
    "return_of_data": "What happens to the information at the end",
    "starts_on": "Starts on",
    "review_on": "Review by",
    "ends_on": "Last day",
}
"""What each part is called, in the order it is read."""

PARTY_LABELS: Final = {
    "lead_name": "Lead contact",
    "lead_contact": "How to reach them",
    "dpo": "Data protection officer",
    "power": "Legal power or duty",
}


def state_of(dates: Dates, now: datetime) -> State:
    """Answer where an agreement stands at an instant.

    Source: DOMAIN 5.4.
    """
    state = State.DRAFT
    for at, happening in _happenings(dates):
        if at <= now:
            state = TRANSITIONS.get((state, happening), state)
    return state


def holding_period(dates: Dates) -> Period:
    """Answer from when until when an agreement holds; empty when it ended before it began."""
    starts_at = dates.starts_at
    return Period(starts_at, max(starts_at, dates.ends_at))


def check_may(state: State, happening: Happening) -> None:
    """Refuse what an agreement in this state does not allow.

    Raises:
        Refused: ``agreement.not_now``.
    """
    if (state, happening) not in TRANSITIONS:
        raise Refused(
            "agreement.not_now",
            f"This agreement is {STATE_LABELS[state].lower()}, so that cannot be done to it.",
            next_step="Open the agreement again to see what can be; a new one can be drafted.",
        )


def check_entry(entry: AgreementEntry, policy: Policy) -> None:
    """Refuse dates that run backwards, and words that are in no list.

    Raises:
        Refused: ``agreement.dates``, ``agreement.nameless``, ``agreement.unknown_word`` or
            ``agreement.party_twice``.
    """
    if not (entry.title.strip() and entry.reference.strip()):
        field = "reference" if entry.title.strip() else "title"
        raise Refused("agreement.nameless", "An agreement has a name and a reference.", field=field)
    if not entry.starts_on < entry.review_on <= entry.ends_on:
        raise Refused(
            "agreement.dates",
            "The review comes after the start, and no later than the last day.",
            next_step="Check the three dates.",
            field="review_on",
        )
    for field, known in _known_words(policy).items():
        if unknown := sorted(set(getattr(entry, field)) - known):
            raise Refused("agreement.unknown_word", f"{unknown[0]} is in no list.", field=field)
    organisations = [party.organisation_id for party in entry.parties]
    if len(set(organisations)) != len(organisations):
        raise Refused(
            "agreement.party_twice", "A party is named twice.", next_step="Name each once."
        )


def missing_parts(entry: AgreementEntry) -> tuple[str, ...]:
    """Answer what an agreement does not say yet, in words; it is not signed until all is said."""
    missing = [
        LABELS[part.name]
        for part in fields(entry)
        if part.name in LABELS and _is_empty(getattr(entry, part.name))
    ]
    if len(entry.parties) < 2:
        missing.append("At least two parties")
    missing += [
        f"{label} of every party"
        for name, label in PARTY_LABELS.items()
        if any(not getattr(party, name).strip() for party in entry.parties)
    ]
    return tuple(missing)


def check_complete(entry: AgreementEntry) -> None:
    """Refuse to have an agreement signed that leaves something out.

    Raises:
        Refused: ``agreement.incomplete``, naming what is missing.

    Source: DOMAIN 5.4.
    """
    if missing := missing_parts(entry):
        raise Refused(
            "agreement.incomplete",
            f"This agreement does not say everything yet: {'; '.join(missing)}.",
            next_step="Fill these in, then sign.",
        )


def check_signer(*, party: bool, own: bool, party_has_lead: bool) -> None:
    """Refuse a signature for a party by somebody who may not bring it.

    A lead records the signature of their own organisation. For a party that has no information
    governance lead here, any party's lead records the signature they have seen on paper.

    Raises:
        NotPermitted: ``agreement.not_a_party`` or ``agreement.signs_for_itself``.
    """
    if not party:
        raise NotPermitted("agreement.not_a_party", "That organisation is not a party to this.")
    if not own and party_has_lead:
        raise NotPermitted(
            "agreement.signs_for_itself",
            "That party has its own information governance lead here, who brings its signature.",
            next_step="Ask them to sign.",
        )


def check_is_party(organisation_id: UUID, parties: tuple[UUID, ...]) -> None:
    """Refuse a change to an agreement by somebody whose organisation is not in it.

    Raises:
        NotPermitted: ``agreement.not_a_party``.
    """
    if organisation_id not in parties:
        raise NotPermitted(
            "agreement.not_a_party",
            "Your organisation is not a party to this agreement.",
            next_step="Ask the lead of one that is.",
        )


def chase_days(due_on: date, now: datetime) -> list[tuple[int, datetime]]:
    """Answer on how many days before a date, and at what instants, its owners are chased.

    An instant that has gone by is left out, but for the last.
    """
    planned = [(days, _midnight(due_on - days * DAY)) for days in CHASED_BEFORE_DAYS]
    return [(days, at) for days, at in planned if at > now or days == 0]


def is_latest_chase(days: int, left: int) -> bool:
    """Say whether of all chases due with so many days left this is the latest, which is sent.

    After a worker has stood still, somebody is told once of what came due meanwhile.
    """
    return days == min((one for one in CHASED_BEFORE_DAYS if one >= left), default=days)


def due_words(what: str, reference: str, days: int) -> str:
    """Say that a review or an end is coming, has come or has gone by."""
    length = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    when = "today" if days == 0 else f"in {length}" if days > 0 else f"{length} ago"
    if what == "end":
        verb = "ends" if days >= 0 else "ended"
        return f"Sharing agreement {reference} {verb} {when}"
    verb = "is due for review" if days >= 0 else "was due for review"
    return f"Sharing agreement {reference} {verb} {when}"


def _happenings(dates: Dates) -> list[tuple[datetime, Happening]]:
    """List what moves an agreement on, in the order it counts."""
    found: list[tuple[datetime, Happening]] = []
    if dates.signed_at is not None:
        found.append((dates.signed_at, Happening.SIGNED_BY_ALL))
        found.append((dates.starts_at, Happening.START_CAME))
        found.append((max(dates.starts_at, _midnight(dates.review_on)), Happening.REVIEW_CAME))
    if dates.withdrawn_at is not None:
        found.append((dates.withdrawn_at, Happening.WITHDRAWN))
    found.append((_midnight(dates.ends_on + DAY), Happening.END_CAME))
    # Sorting is stable: at one instant they count in the order written here.
    return sorted(found, key=lambda one: one[0])


def _known_words(policy: Policy) -> dict[str, set[str]]:
    return {
        "purposes": {purpose.value for purpose in Purpose},
        "categories": {category.value for category in Category},
        "gateways": set(policy.gateways),
    }


def _is_empty(value: object) -> bool:
    return value == () or (isinstance(value, str) and not value.strip())


def _midnight(day: date) -> datetime:
    return from_local(datetime.combine(day, time()))
