"""Reads a scheme from a document: what a TOML file, or the sheets of a workbook, hold."""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from alongside.engines.scheduling.fields import Row, wrong
from alongside.engines.scheduling.scheme import (
    Buddy,
    Cohort,
    Officer,
    Part,
    Pattern,
    Scheme,
    Service,
    Shift,
    Span,
    Weights,
)
from alongside.kernel.refusal import Refused

SECTIONS: Final = frozenset(
    {
        "name",
        "day",
        "about",
        "weights",
        "patterns",
        "services",
        "shifts",
        "buddies",
        "cohorts",
        "officers",
    }
)
TOLD_OF_SERVICE: Final = frozenset({"why_more", "where", "ask_for", "phone", "note"})
TOLD_OF_COHORT: Final = frozenset({"induction_at", "feedback_at"})
TOLD_OF_OFFICER: Final = frozenset({"calling", "vetted_on"})
"""What a file may say for people to read, and no plan depends on. So is ``about``."""
WEIGHTS: Final = frozenset({"unplaced", "preference", "objective", "repeat", "fairness"})
PATTERN: Final = frozenset({"name", "parts", "any_order"})
SERVICE: Final = frozenset(
    {"code", "name", "kind", "seats", "opens", "closed", "shifts", "teaches", "flags", "buddies"}
)
SHIFT: Final = frozenset({"service", "name", "starts", "ends"})
BUDDY: Final = frozenset({"service", "name", "load", "away"})
COHORT: Final = frozenset({"name", "pattern", "from", "to", "induction", "feedback", "officers"})
OFFICER: Final = frozenset(
    {
        "name",
        "cohort",
        "leave",
        "objectives",
        "prefers",
        "excluded",
        "conflicts",
        "earlier",
        "from_time",
        "to_time",
    }
)
USUAL: Final = Pattern("community and ward", (Part("community"), Part("ward")))
NO: Final = frozenset({"no", "false", "0"})


def scheme_from(document: Mapping[str, object]) -> Scheme:
    """Read a scheme.

    Args:
        document: Tables by name: ``name``, ``day``, ``weights``, and lists of tables
            ``patterns``, ``services``, ``cohorts`` and ``officers``. The lists ``shifts`` and
            ``buddies`` may stand by themselves, each row naming its service, as the sheets of a
            workbook do. Values may be text, as in a CSV file: lists are parted by semicolons.

    Raises:
        Refused: ``scheme.…``, naming the list, the row and the field, and how to mend it.
    """
    top = Row("the scheme", document)
    top.only(SECTIONS)
    day = _day_of(top)
    patterns = {one.name: one for one in patterns_from(document)}
    shifts = _by_service(document, "shifts", SHIFT)
    buddies = _by_service(document, "buddies", BUDDY)
    services = tuple(
        _service(row, shifts=shifts, buddies=buddies, day=day)
        for row in _rows(document, "services")
    )
    listed: dict[str, tuple[str, ...]] = {}
    cohorts = []
    for row in _rows(document, "cohorts"):
        cohort = _cohort(row, patterns)
        cohorts.append(cohort)
        listed[cohort.name] = row.listed("officers")
    officers = (*_officers(document, cohorts), *_named(listed))
    scheme = Scheme(
        name=top.text("name") or "Placements",
        services=services,
        officers=officers,
        cohorts=tuple(cohorts),
        day=day,
        weights=_weights(document),
    )
    _check(scheme, shifts, buddies)
    return scheme


def patterns_from(document: Mapping[str, object]) -> tuple[Pattern, ...]:
    """Read the patterns of a scheme, also those no cohort does yet.

    Raises:
        Refused: ``scheme.…``, naming the row and the field.
    """
    return tuple(map(_pattern, _rows(document, "patterns")))


def _rows(document: Mapping[str, object], section: str) -> Iterator[Row]:
    tables = document.get(section, [])
    if not isinstance(tables, list | tuple) or any(not isinstance(t, Mapping) for t in tables):
        raise Refused(
            "scheme.section",
            f"'{section}' has to be a list of tables.",
            next_step=f"In TOML, start each with [[{section}]].",
        )
    for number, table in enumerate(tables, 1):
        given = cast(Mapping[str, object], table)
        name = str(given.get("name") or given.get("code") or "").strip()
        yield Row(f"{section}, row {number}" + (f" ({name})" if name else ""), given)


def _day_of(top: Row) -> tuple[str, str]:
    value = top.given.get("day") or ("08:00", "20:00")
    ends = value.split("-") if isinstance(value, str) else value
    if not isinstance(ends, list | tuple) or len(ends) != 2:
        raise wrong(
            "the scheme", "day", "needs a start and an end.", fix='Write ["08:00", "20:00"].'
        )
    row = Row("the scheme", {"day starts": ends[0], "day ends": ends[1]})
    starts, closes = row.clock("day starts"), row.clock("day ends")
    if not starts < closes:
        raise wrong("the scheme", "day", f"ends at {closes}, not after {starts}.")
    return starts, closes


def _weights(document: Mapping[str, object]) -> Weights:
    given = document.get("weights") or {}
    if not isinstance(given, Mapping):
        raise Refused("scheme.section", "'weights' has to be a table.")
    row = Row("weights", given)
    row.only(WEIGHTS)
    usual = Weights()
    return Weights(**{name: row.number(name, getattr(usual, name)) for name in sorted(WEIGHTS)})


def _pattern(row: Row) -> Pattern:
    row.only(PATTERN)
    parts = []
    given = row.given.get("parts") or []
    for item in given.split(";") if isinstance(given, str) else cast(list[object], given):
        parts.append(_part(row, item))
    if not parts:
        raise wrong(row.where, "parts", "is missing.", fix="Name at least one kind, such as ward.")
    any_order = row.text("any_order").lower() not in NO
    return Pattern(row.text("name", needed=True), tuple(parts), any_order)


def _part(row: Row, item: object) -> Part:
    """A kind, a kind with days such as ``ward 3``, or a table of both."""
    if isinstance(item, Mapping):
        inner = Row(row.where, item)
        inner.only(frozenset({"kind", "days"}))
        return Part(inner.text("kind", needed=True), inner.number("days", 5, least=1, most=5))
    kind, _, days = str(item).strip().partition(" ")
    inner = Row(row.where, {"kind": kind, "days": days})
    return Part(inner.text("kind", needed=True), inner.number("days", 5, least=1, most=5))


def _service(
    row: Row,
    *,
    shifts: dict[str, list[Row]],
    buddies: dict[str, list[Row]],
    day: tuple[str, str],
) -> Service:
    row.only(SERVICE | TOLD_OF_SERVICE)
    code = row.text("code") or row.text("name", needed=True)
    own_shifts = [*_inner(row, "shifts"), *shifts.get(code, [])]
    own_buddies = [*_inner(row, "buddies"), *buddies.get(code, [])]
    return Service(
        code=code,
        name=row.text("name") or code,
        kind=row.text("kind", needed=True),
        seats=row.number("seats", 2, least=1, most=50),
        opens=row.spans("opens"),
        closed=row.spans("closed"),
        shifts=tuple(_shift(one, day) for one in own_shifts),
        teaches=frozenset(row.listed("teaches")),
        flags=frozenset(row.listed("flags")),
        buddies=tuple(_buddy(one) for one in own_buddies),
    )


def _inner(row: Row, section: str) -> list[Row]:
    given = row.given.get(section)
    if not given:
        return []
    if not isinstance(given, list | tuple):
        raise wrong(row.where, section, "has to be a list.", fix="Write it in square brackets.")
    rows = []
    for number, item in enumerate(given, 1):
        table = item if isinstance(item, Mapping) else {"name": item}
        rows.append(Row(f"{row.where}, {section} {number}", table))
    return rows


def _shift(row: Row, day: tuple[str, str]) -> Shift:
    row.only(SHIFT)
    starts, ends = row.clock("starts", day[0]), row.clock("ends", day[1])
    if not day[0] <= starts < ends <= day[1]:
        fix = f"Shifts lie between {day[0]} and {day[1]}."
        raise wrong(row.where, "the shift", f"runs from {starts} to {ends}.", fix=fix)
    return Shift(row.text("name") or f"{starts} to {ends}", starts, ends)


def _buddy(row: Row) -> Buddy:
    row.only(BUDDY)
    return Buddy(
        row.text("name", needed=True), row.number("load", 1, least=1, most=50), row.spans("away")
    )


def _by_service(
    document: Mapping[str, object], section: str, names: frozenset[str]
) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in _rows(document, section):
        row.only(names)
        found.setdefault(row.text("service", needed=True), []).append(row)
    return found


def _cohort(row: Row, patterns: dict[str, Pattern]) -> Cohort:
    row.only(COHORT | TOLD_OF_COHORT)
    name = row.text("pattern")
    if name and name not in patterns:
        fix = f"Patterns are {', '.join(patterns)}." if patterns else "Add it under [[patterns]]."
        raise wrong(row.where, "pattern", f"names '{name}', which is not there.", fix=fix)
    first, last = row.needed_day("from"), row.needed_day("to")
    if last < first:
        raise wrong(row.where, "to", f"is {last}, before {first}.")
    usual = next(iter(patterns.values()), USUAL)
    return Cohort(
        row.text("name", needed=True),
        patterns[name] if name else usual,
        Span(first, last),
        row.day("induction"),
        row.day("feedback"),
    )


def _officers(document: Mapping[str, object], cohorts: list[Cohort]) -> Iterator[Officer]:
    for row in _rows(document, "officers"):
        row.only(OFFICER | TOLD_OF_OFFICER)
        only = cohorts[0].name if len(cohorts) == 1 else ""
        yield Officer(
            name=row.text("name", needed=True),
            cohort=row.text("cohort", needed=not only) or only,
            leave=row.spans("leave"),
            objectives=frozenset(row.listed("objectives")),
            prefers=row.listed("prefers"),
            excluded=frozenset(row.listed("excluded")),
            conflicts=frozenset(row.listed("conflicts")),
            earlier=frozenset(row.listed("earlier")),
            from_time=row.clock("from_time"),
            to_time=row.clock("to_time"),
        )


def _named(listed: dict[str, tuple[str, ...]]) -> Iterator[Officer]:
    for cohort, names in listed.items():
        yield from (Officer(name, cohort) for name in names)


def _check(scheme: Scheme, *by_service: dict[str, list[Row]]) -> None:
    """Refuse names twice, and names of what is not there."""
    _check_names("services", [one.code for one in scheme.services])
    _check_names("cohorts", [one.name for one in scheme.cohorts])
    _check_names("officers", [one.name for one in scheme.officers])
    codes = {one.code for one in scheme.services}
    for named in by_service:
        for code, rows in named.items():
            if code not in codes:
                raise wrong(rows[0].where, "service", f"names '{code}', which is not there.")
    cohorts = {one.name for one in scheme.cohorts}
    for officer in scheme.officers:
        _check_officer(officer, codes, cohorts)


def _check_names(section: str, names: list[str]) -> None:
    if not names:
        raise Refused(
            "scheme.empty", f"The scheme has no {section}.", next_step=f"Add [[{section}]]."
        )
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise wrong(section, f"'{name}'", "is there twice.", fix="Give each its own name.")
        seen.add(name)


def _check_officer(officer: Officer, codes: set[str], cohorts: set[str]) -> None:
    where = f"officers ({officer.name})"
    if officer.cohort not in cohorts:
        raise wrong(where, "cohort", f"names '{officer.cohort}', which is not there.")
    for field, named in (
        ("prefers", officer.prefers),
        ("excluded", officer.excluded),
        ("earlier", officer.earlier),
    ):
        for code in named:
            if code not in codes:
                raise wrong(where, field, f"names '{code}', which is not a service.")
