"""Turns what is kept into what forms start from, and what clashed into words."""

from collections.abc import Callable, Collection
from dataclasses import asdict
from typing import Any

from alongside.areas.directory.actions import (
    ContactEntry,
    OptionEntry,
    PlaceEntry,
    TeamEntry,
    entry_words,
)
from alongside.areas.directory.forms import TAKES
from alongside.areas.directory.queries import (
    ContactLine,
    LocalityName,
    OptionLine,
    PlacePage,
    TeamLine,
)
from alongside.areas.directory.rules.languages import languages_words
from alongside.areas.directory.rules.options import OPTION_LABELS, OptionKind
from alongside.areas.directory.rules.permissions import STAFF
from alongside.foundation.accounts.queries import organisations, people_holding
from alongside.foundation.kit.forms import PlainForm
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Sector

Label = Callable[[str, str], tuple[str, str]]
TAKES_NAMES = {
    "takes_adults": f"Takes: {TAKES[0][1]}",
    "takes_children": f"Takes: {TAKES[1][1]}",
    "takes_physical_health_need": f"Takes: {TAKES[2][1]}",
}


def organisation_choices(sectors: Collection[Sector] = tuple(Sector)) -> list[tuple[str, str]]:
    """Answer organisations as a form's choices."""
    return [(str(one.id), one.name) for one in organisations(sectors)]


def place_initial(page: PlacePage) -> dict[str, Any]:
    """Answer what the form of a place starts from."""
    line, facts = page.line, page.line.facts
    kept = {
        "adults": facts.takes_adults,
        "children": facts.takes_children,
        "physical": facts.takes_physical_health_need,
    }
    return {
        "version": line.version,
        "organisation": str(line.organisation_id),
        "name": line.name,
        "type": line.type,
        "takes": [word for word, yes in kept.items() if yes],
        "phone": line.phone,
        "address": line.address,
        "latitude": line.latitude,
        "longitude": line.longitude,
        "police_area": str(page.police_area_id or ""),
        "note": line.note,
        "active": line.active,
    }


def team_initial(line: TeamLine) -> dict[str, Any]:
    """Answer what the form of a team starts from."""
    names = (
        "version",
        "name",
        "purpose",
        "phone",
        "hours",
        "out_of_hours_name",
        "out_of_hours_phone",
        "takes",
        "usual_wait_days",
        "answers_within_days",
        "ods_code",
        "email",
        "languages",
        "active",
    )
    kept = {name: getattr(line, name) for name in names}
    return kept | {"organisation": str(line.organisation_id)}


def option_initial(line: OptionLine) -> dict[str, Any]:
    """Answer what the form of an option starts from."""
    names = ("version", "name", "kind", "for_whom", "phone", "address", "hours")
    kept = {name: getattr(line, name) for name in (*names, "languages", "active")}
    return kept | {"organisation": str(line.organisation_id)}


def contact_initial(line: ContactLine) -> dict[str, Any]:
    """Answer what the form of a contact starts from."""
    names = ("version", "name", "job_title", "is_for", "phone", "email", "hours", "languages")
    kept = {name: getattr(line, name) for name in (*names, "active")}
    return kept | {
        "organisation": str(line.organisation_id),
        "team": str(line.team_id or ""),
        "user": str(line.user_id or ""),
    }


def team_choices(lines: Collection[TeamLine]) -> list[tuple[str, str]]:
    """Answer teams as a form's choices."""
    return [(str(line.id), f"{line.name}, {line.organisation}") for line in lines]


def people_choices() -> list[tuple[str, str]]:
    """Answer everybody who works here as a form's choices."""
    people = people_holding(STAFF)
    return [(str(one.user_id), f"{one.name}, {one.organisation}") for one in people]


def locality_choices(towns: Collection[LocalityName]) -> list[tuple[str, str]]:
    """Answer towns and landmarks as a form's choices."""
    return [(str(town.id), town.name) for town in towns]


def typed_words(entry: PlaceEntry | TeamEntry | OptionEntry | ContactEntry) -> dict[str, str]:
    """Answer what was typed, by the entry's field names, as the clash says the other side."""
    return {name: entry_words(value) for name, value in asdict(entry).items()}


def labels(form: PlainForm) -> Label:
    """Answer how a field of an entry and its words are shown beside each other."""
    names = {str(one.id): one.name for one in organisations()}
    kinds = {kind.value: OPTION_LABELS[kind] for kind in OptionKind}
    types = dict(code_list("place_of_safety_type").choices())
    said = {"type": types, "kind": kinds, "organisation": names, "police_area": names}

    def label(name: str, words: str) -> tuple[str, str]:
        short = name.removesuffix("_id")
        field = form.fields.get(short)
        if short == "languages":
            words = languages_words([code for code in words.split(", ") if code])
        shown = TAKES_NAMES.get(name) or (str(field.label) if field else short)
        return shown, said.get(short, {}).get(words, words)

    return label
