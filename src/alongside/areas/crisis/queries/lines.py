"""The lines and pages of crisis work, as their readers see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.rules.findings import Heading
from alongside.areas.crisis.rules.waits import Wait
from alongside.areas.people.queries import PersonLabel
from alongside.engines import law


@dataclass(frozen=True, slots=True)
class ClockLine:
    """A detention's clock.

    Attributes:
        starts_at: First arrival; ``None`` until then.
        ends_at: When the time allowed ends.
        limit_at: The furthest it could be extended to.
        remaining_minutes: Whole minutes left; negative once ended; ``None`` before the start.
        state: Colour, shape and words.
        extended: Whether an extension stands.
    """

    starts_at: datetime | None
    ends_at: datetime | None
    limit_at: datetime | None
    remaining_minutes: int | None
    state: law.DisplayState
    extended: bool


@dataclass(frozen=True, slots=True)
class TaskLine:
    """Something due on a contact.

    Attributes:
        records: Kind of event that does it; empty when none does it alone.
        overdue: Whether its time has passed.
    """

    id: UUID
    contact_id: UUID
    kind: str
    title: str
    records: str
    due_at: datetime
    owner_role_label: str
    overdue: bool
    urgent: bool
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One contact on the desk.

    Attributes:
        who: Initials or "unknown man, about 40"; empty until somebody is recorded.
        where: Where they are now, in words.
        doing: What is going on: the detention's state, or the contact's last step.
        owed: Who owes the next step, in words; empty when nobody does.
        owed_since: Since when.
        why_now: Why it is in the first lane; empty elsewhere.
    """

    contact_id: UUID
    person_id: UUID | None
    who: str
    age_words: str
    is_child: bool | None
    where: str
    opened_at: datetime
    closed_at: datetime | None
    held: bool
    doing: str
    owner: str
    owner_id: UUID | None
    owner_is_viewer: bool
    owed: str
    owed_since: datetime | None
    clock: ClockLine | None
    tasks: tuple[TaskLine, ...]
    why_now: tuple[str, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The three lanes of a shift.

    Attributes:
        more: How many open contacts are not shown because there are too many.
        stamp: Changes whenever anything on the desk does.
        named: Whether names were allowed to be shown.
    """

    needs_now: tuple[DeskLine, ...]
    running: tuple[DeskLine, ...]
    closed: tuple[DeskLine, ...]
    more: int
    stamp: str
    named: bool


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One event in a story.

    Attributes:
        words: What was said of it, as pairs of label and text.
        gap: The wait that ended with it, if one did.
        corrected: What it said before it was corrected: time, who, why; oldest first.
        struck_out: Whether what it told of did not happen.
        struck_out_by: Who said so.
        struck_out_reason: Why.
    """

    id: UUID
    kind: str
    title: str
    happened_at: datetime
    recorded_at: datetime
    by: str
    organisation: str
    late: bool
    words: tuple[tuple[str, str], ...]
    gap: Wait | None
    corrected: tuple["StoryCorrection", ...]
    struck_out: bool = False
    struck_out_by: str = ""
    struck_out_reason: str = ""


@dataclass(frozen=True, slots=True)
class StoryCorrection:
    """An earlier version of an entry."""

    happened_at: datetime
    corrected_by: str
    reason: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Handing:
    """Where the handover stands: who offered, who signed, how long it took."""

    offered_by: str
    offered_at: datetime | None
    accepted_by: str
    accepted_at: datetime | None
    finding: law.Finding | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Story:
    """Everything on a contact's page, and on its detention's.

    Attributes:
        headings: Questions put to the law, with the recorded facts against each condition.
        warnings: What looks out of order or over time.
        waits: All waits, in order.
    """

    contact_id: UUID
    version: int
    person_id: UUID | None
    person: PersonLabel | None
    place_words: str
    place_type: str
    source: str
    incident_reference: str
    latitude: float | None
    longitude: float | None
    opened_at: datetime
    opened_by: str
    organisation: str
    owner: str
    owner_is_viewer: bool
    closed_at: datetime | None
    outcome: str
    held: bool
    power: str
    state: str
    state_label: str
    current_place: str
    current_place_id: UUID | None
    ended_at: datetime | None
    end_reason: str
    clock: ClockLine | None
    owed: str
    owed_since: datetime | None
    entries: tuple[StoryEntry, ...]
    headings: tuple[Heading, ...]
    warnings: tuple[law.Finding, ...]
    waits: tuple[Wait, ...]
    tasks: tuple[TaskLine, ...]
    handing: Handing | None
    kinds_done: frozenset[str]
