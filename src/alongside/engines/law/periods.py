"""What bears on the time allowed, and what a clock reads (DOMAIN 1.4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from alongside.engines.law.answers import Coded, Finding
from alongside.engines.law.extensions import ExtensionFacts
from alongside.engines.law.instants import keep_in_utc
from alongside.kernel.local_time import to_utc
from alongside.kernel.period import Period

MINUTE: Final = timedelta(minutes=1)


class Power(Coded):
    """The powers that start a clock. Section 135(2) starts none (DOMAIN 1.1)."""

    S136 = "s136", "Section 136"
    S135_1 = "s135(1)", "Section 135(1) warrant"


class Mode(Coded):
    """What the power was used to do."""

    REMOVED = "removed", "Taken to a place of safety"
    KEPT = "kept", "Kept at the place"


class Status(StrEnum):
    """Where the clock stands."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    EXTENDED = "extended"
    LAPSED = "lapsed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """Everything recorded that bears on the time allowed. All instants are aware.

    Attributes:
        power: Which power was used.
        mode: Taken to a place of safety, or kept where already present.
        power_used_at: When the power was used.
        arrivals: Every arrival at a place of safety, in any order.
        kept_at: Section 136, kept: when the police officer decided to keep the person there.
        entered_at: Section 135(1), kept: when the police officer first entered.
        extensions: Extensions recorded, in any order; the first that stands counts.
        ended_at: When being held ended.
        escaped_at: The last time the person got away, if they did.
        retaken_at: When they were retaken after that.
        turned_away: The first place turned the person away at the door.
    """

    power: Power
    mode: Mode
    power_used_at: datetime | None = None
    arrivals: tuple[datetime, ...] = ()
    kept_at: datetime | None = None
    entered_at: datetime | None = None
    extensions: tuple[ExtensionFacts, ...] = ()
    ended_at: datetime | None = None
    escaped_at: datetime | None = None
    retaken_at: datetime | None = None
    turned_away: bool | None = None

    def __post_init__(self) -> None:
        names = ("power_used_at", "kept_at", "entered_at", "ended_at", "escaped_at", "retaken_at")
        keep_in_utc(self, *names)
        object.__setattr__(self, "arrivals", tuple(to_utc(arrival) for arrival in self.arrivals))


@dataclass(frozen=True, slots=True)
class PermittedPeriod:
    """Where the clock stands at one instant.

    Attributes:
        status: Where it stands.
        starts_at: When it started or will start; ``None`` when that is not recorded.
        ends_at: When the time allowed runs out, extension included.
        remaining: Time left, negative once it has run out; ``None`` before the
            start and after an end in time.
        findings: What was found on the way.
    """

    status: Status
    starts_at: datetime | None
    ends_at: datetime | None
    remaining: timedelta | None
    findings: tuple[Finding, ...]

    @property
    def allowed(self) -> Period | None:
        """The time allowed as a period; ``None`` when its start is not recorded."""
        return None if self.starts_at is None else Period(self.starts_at, self.ends_at)

    @property
    def remaining_minutes(self) -> int | None:
        """Whole minutes left; once it has run out, minus the whole minutes over."""
        if self.remaining is None:
            return None
        whole_minutes = abs(self.remaining) // MINUTE
        return -whole_minutes if self.remaining < timedelta(0) else whole_minutes
