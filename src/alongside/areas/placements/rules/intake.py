"""A whole scheme read from a file or an example, before any of it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from alongside.engines.scheduling.fields import Row
from alongside.engines.scheduling.reading import patterns_from, scheme_from
from alongside.engines.scheduling.scheme import (
    Cohort,
    Officer,
    Pattern,
    Scheme,
    Service,
    Span,
    monday_of,
)
from alongside.kernel.local_time import MONTHS
from alongside.kernel.refusal import Refused

Extra = Mapping[str, Any]
ABOUT: Final = frozenset(
    {"title", "summary", "source", "learner_word", "badge", "leaflet", "records_needed"}
)


@dataclass(frozen=True, slots=True)
class Intake:
    """A scheme as it was read, with what people read beside what a plan is made from.

    Attributes:
        scheme: What a plan is made from.
        patterns: Every pattern, also those no cohort does yet.
        about: Words of the scheme itself.
        services: What is told of each service, by its code.
        cohorts: What is told of each cohort, by its name.
        officers: What is told of each officer, by name.
    """

    scheme: Scheme
    patterns: tuple[Pattern, ...]
    about: Extra
    services: Mapping[str, Extra]
    cohorts: Mapping[str, Extra]
    officers: Mapping[str, Extra]


def intake_of(document: Mapping[str, object]) -> Intake:
    """Read a whole scheme.

    Raises:
        Refused: ``scheme.…``, naming the list, the row and the field, and how to mend it.
    """
    scheme = scheme_from(document)
    given = document.get("about") or {}
    if not isinstance(given, Mapping):
        raise Refused("scheme.section", "'about' has to be a table.")
    Row("about", given).only(ABOUT)
    patterns = list(patterns_from(document))
    used = (one.pattern for one in scheme.cohorts)
    patterns += [one for one in dict.fromkeys(used) if one not in patterns]
    return Intake(
        scheme=scheme,
        patterns=tuple(patterns),
        about=given,
        services=_by(document, "services", "code"),
        cohorts=_by(document, "cohorts", "name"),
        officers=_by(document, "officers", "name"),
    )


def _by(document: Mapping[str, object], section: str, key: str) -> dict[str, Extra]:
    rows: Any = document.get(section, [])
    return {str(row.get(key) or row.get("name")).strip(): row for row in rows}


def without_officers(intake: Intake) -> Intake:
    """Answer the services and patterns alone, to begin a scheme of one's own from."""
    bare = replace(intake.scheme, officers=(), cohorts=())
    return replace(intake, scheme=bare, cohorts={}, officers={})


def begun_after(intake: Intake, today: date) -> Intake:
    """Answer the same scheme moved by whole weeks, so that its first cohort is still to come.

    Its first cohort then starts in the second week after today's. A scheme without cohorts stays.
    """
    starts = [one.window.first for one in intake.scheme.cohorts]
    if not starts:
        return intake
    wanted = monday_of(today) + timedelta(weeks=2)
    return _named_by_month(moved(intake, (wanted - monday_of(min(starts))) // timedelta(weeks=1)))


def _named_by_month(intake: Intake) -> Intake:
    """Name cohorts by when they start: names of a file may say other months."""
    names: dict[str, str] = {}
    for one in intake.scheme.cohorts:
        month = f"{MONTHS[one.window.first.month - 1]} {one.window.first.year}"
        taken = sum(name.startswith(month) for name in names.values())
        names[one.name] = f"{month}, group {taken + 1}" if taken else month
    scheme = replace(
        intake.scheme,
        cohorts=tuple(replace(one, name=names[one.name]) for one in intake.scheme.cohorts),
        officers=tuple(replace(one, cohort=names[one.cohort]) for one in intake.scheme.officers),
    )
    told = {names[name]: extra for name, extra in intake.cohorts.items()}
    return replace(intake, scheme=scheme, cohorts=told)


def moved(intake: Intake, weeks: int) -> Intake:
    """Answer the same scheme so many weeks later, or earlier; names stay as they are."""
    by = timedelta(weeks=weeks)
    scheme = intake.scheme
    return replace(
        intake,
        scheme=replace(
            scheme,
            services=tuple(_service(one, by) for one in scheme.services),
            cohorts=tuple(_cohort(one, by) for one in scheme.cohorts),
            officers=tuple(_officer(one, by) for one in scheme.officers),
        ),
    )


def _spans(spans: tuple[Span, ...], by: timedelta) -> tuple[Span, ...]:
    return tuple(Span(one.first + by, one.last + by) for one in spans)


def _service(one: Service, by: timedelta) -> Service:
    buddies = tuple(replace(buddy, away=_spans(buddy.away, by)) for buddy in one.buddies)
    return replace(one, opens=_spans(one.opens, by), closed=_spans(one.closed, by), buddies=buddies)


def _cohort(one: Cohort, by: timedelta) -> Cohort:
    return replace(
        one,
        window=_spans((one.window,), by)[0],
        induction_on=one.induction_on + by if one.induction_on else None,
        feedback_on=one.feedback_on + by if one.feedback_on else None,
    )


def _officer(one: Officer, by: timedelta) -> Officer:
    return replace(one, leave=_spans(one.leave, by))
