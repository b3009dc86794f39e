"""Everything held about a person, row by row, for the copy they may ask for.

No area lists its rows here. They are found by walking from the person's own row along every
foreign key that leads to it, so a table added later is in the copy without anybody thinking of
it. What is left out is left out by name, with the reason.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import models

from alongside.engines.sharing import policy_on
from alongside.foundation.accounts.models import Organisation, User
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Sector
from alongside.kernel.local_time import local_date, say, say_date

PERSON: Final = "people.Person"
DEEPEST: Final = 4
LEFT_OUT: Final = {
    "people.PersonCard": "worked out from names and numbers, which are in the copy",
    "people.DuplicatePair": "compares two records, of which one may be another person's",
    "people.MergedRow": "how joined records are parted again; what it tells of is in the copy",
    "oversight.CopyDecision": "how an earlier copy was put together",
    "oversight.CopyRequest": "holds what was given before, which would be given twice",
    "plans.EntryCode": "a secret that opens the person's own door",
    "diversion.ReferralLink": "a secret that opens one referral to the service that was asked",
}
"""Tables that are about a person and not in the copy, and why."""

UNSAID: Final = ("id", "version", "request_key", "digits")
CODE: Final = re.compile(r"[a-z]+(_[a-z0-9]+)+")
SAID_BESIDE: Final = ("recorded_at", "controller")
"""Columns that every item says beside its lines."""

LISTS: Final = {
    "PersonIdentifier.status": "nhs_number_status",
    "sex": "gender_stated",
    "ethnicity_self": "ethnic_category",
    "ethnicity_officer": "ethnic_category",
}
"""Code lists by name of column, of one table where it says so, so that a code is said in words."""

LABELS: Final = {
    "given": "First name",
    "family": "Last name",
    "known": "Name known",
    "ethnicity_self": "Ethnic group, as they said it",
    "ethnicity_officer": "Ethnic group, as an officer saw it",
    "PersonAddress.text": "Address",
    "made_how": "How it was made",
}
"""What columns are called whose own name would not say it to the person."""

CONTROLLER: Final = ("controller", "organisation", "force")


@dataclass(frozen=True, slots=True)
class HeldItem:
    """One thing held about a person.

    Attributes:
        key: Stays the same from one collecting to the next.
        title: What kind of thing it is.
        area: Which part of Alongside holds it.
        lines: What it says, as pairs of a label and words.
        controller: Short name of the organisation whose it is; empty when it does not say.
        sector: What kind of organisation that is; ``None`` when it does not say.
        at: When it was recorded; ``None`` when it does not say.
    """

    key: str
    title: str
    area: str
    lines: tuple[tuple[str, str], ...]
    controller: str = ""
    sector: Sector | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Names:
    """What codes and keys of rows are called.

    Attributes:
        people: Names of staff, by key.
        services: Short names and sectors of organisations, by key.
        categories: Kinds of information, by letter.
    """

    people: dict[Any, str]
    services: dict[Any, tuple[str, str]]
    categories: dict[str, str]


MoreHeld = Callable[[UUID, datetime], Iterable[HeldItem]]
_MORE: list[MoreHeld] = []


def copy_from(*sources: MoreHeld) -> None:
    """Name who holds more than rows, such as the log. Called from ``config.wiring`` at start."""
    _MORE[:] = sources


def everything_held(person_id: UUID, now: datetime) -> tuple[HeldItem, ...]:
    """Answer everything held about a person, area by area, oldest first within each.

    Whoever asks must have been let through first, and keeps the look.
    """
    names = _names(now)
    items = [
        _item(row, names)
        for model, keys in _rows_reached(person_id)
        for row in model._default_manager.filter(pk__in=keys)
    ]
    for source in _MORE:
        items.extend(source(person_id, now))
    return tuple(sorted(items, key=lambda item: (item.area, item.title, str(item.at), item.key)))


def tables_about_people() -> dict[str, str]:
    """Answer every table that leads to a person, and why it is left out; empty when it is not."""
    found = {PERSON: ""}
    level = [apps.get_model(PERSON)]
    for _ in range(DEEPEST):
        level = [
            model
            for model, _ in _leading_to(level)
            if found.setdefault(model._meta.label, "") == ""
        ]
        level = list(dict.fromkeys(level))
        for model in level:
            found[model._meta.label] = LEFT_OUT.get(model._meta.label, "")
    return found


def _rows_reached(person_id: UUID) -> list[tuple[type[models.Model], list[Any]]]:
    """Walk from the person's row along foreign keys, each row once."""
    person: type[models.Model] = apps.get_model(PERSON)
    reached: dict[type[models.Model], dict[Any, None]] = {person: {person_id: None}}
    edge: dict[type[models.Model], list[Any]] = {person: [person_id]}
    for _ in range(DEEPEST):
        fresh: dict[type[models.Model], list[Any]] = {}
        for model, field in _leading_to(edge):
            keys = model._default_manager.filter(
                **{f"{field.name}__in": edge[field.related_model]}
            ).values_list("pk", flat=True)
            known = reached.setdefault(model, {})
            new = [key for key in keys if key not in known]
            known.update(dict.fromkeys(new))
            fresh.setdefault(model, []).extend(new)
        edge = {model: keys for model, keys in fresh.items() if keys}
    return [(model, list(keys)) for model, keys in reached.items()]


def _leading_to(
    targets: Iterable[type[models.Model]],
) -> list[tuple[type[models.Model], Any]]:
    """Answer the foreign keys of the areas' tables that lead to any of these tables."""
    wanted = set(targets)
    return [
        (model, field)
        for config in apps.get_app_configs()
        if config.name.startswith("alongside.areas.")
        for model in config.get_models()
        if model._meta.label not in LEFT_OUT
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model in wanted
    ]


def _names(now: datetime) -> _Names:
    people = dict(User.objects.values_list("pk", "display_name"))
    services = {
        pk: (name, sector)
        for pk, name, sector in Organisation.objects.values_list("pk", "short_name", "sector")
    }
    spoken = policy_on(local_date(now)).categories
    categories = {str(code): one.title.rstrip(",") for code, one in spoken.items()}
    return _Names(people, services, categories)


def _item(row: models.Model, names: _Names) -> HeldItem:
    meta = row._meta
    lines = []
    controller, sector = "", None
    for field in meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in CONTROLLER and value in names.services:
            controller, code = names.services[value]
            sector = Sector(code)
        if field.name not in (*UNSAID, *SAID_BESIDE) and value not in (None, "", [], {}):
            words = _words(field, value, names)
            if words:
                named = LABELS.get(f"{type(row).__name__}.{field.name}")
                lines.append((named or _label(field.name), words))
    return HeldItem(
        key=f"{meta.label}:{row.pk}",
        title=_title(str(meta.verbose_name)),
        area=meta.app_label,
        lines=tuple(lines),
        controller=controller,
        sector=sector,
        at=_recorded_at(row),
    )


def _title(table: str) -> str:
    """Name a kind of row for whoever it is about: "person name" is "Name" to them."""
    words = table.removeprefix("person ") or table
    return words[:1].upper() + words[1:]


def _label(name: str) -> str:
    words = LABELS.get(name) or name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _words(field: Any, value: Any, names: _Names) -> str:
    if isinstance(field, models.ForeignKey):
        service = names.services.get(value)
        return service[0] if service else names.people.get(value, "")
    if isinstance(value, bool):
        return "Yes" if value else "No"
    listed = LISTS.get(f"{field.model.__name__}.{field.name}") or LISTS.get(field.name)
    if listed:
        return code_list(listed).display(str(value))
    if field.name == "category":
        return names.categories.get(value, str(value))
    if isinstance(value, datetime):
        return say(value)
    if isinstance(value, date):
        return say_date(value)
    return _plain(value)


def _plain(value: Any) -> str:
    """Say a kept value, lists and pairs too, as words."""
    if isinstance(value, dict):
        return "; ".join(
            f"{_label(str(name))}: {_plain(part)}" for name, part in value.items() if part
        )
    if isinstance(value, list | tuple):
        return ", ".join(_plain(part) for part in value)
    words = str(value)
    return words.replace("_", " ") if CODE.fullmatch(words) else words


def _recorded_at(row: models.Model) -> datetime | None:
    names = ("recorded_at", "opened_at", "at", "made_at", "asked_at", "started_at", "shared_at")
    for name in names:
        value = getattr(row, name, None)
        if isinstance(value, datetime):
            return value
    return None
