"""Whatever an action is told about a person lands on the record that stands for them."""

import inspect
import pkgutil
from importlib import import_module
from uuid import UUID

import pytest

from alongside import areas, foundation
from alongside.foundation.audit import keys
from alongside.foundation.audit.keys import for_standing_person
from alongside.kernel.actor import Actor

OLD, STANDING = UUID(int=1), UUID(int=2)
BY_THEMSELVES = {
    # These lock the person's row, or the contact, and go by the standing key inside.
    "alongside.areas.crisis.actions.opening.name_person",
    "alongside.areas.plans.actions.doors.invite",
}
PEOPLE = "alongside.areas.people.actions."
"""The actions of people lock the person, and follow the key, in ``locked_person``."""


@for_standing_person
def act(_actor: str, person_id: UUID, *, words: str = "") -> tuple[UUID, str]:
    return person_id, words


@pytest.mark.parametrize("named", [True, False])
def test_an_action_is_given_the_standing_key_however_it_is_called(monkeypatch, named):
    monkeypatch.setattr(keys, "_STANDING", [lambda key: STANDING if key == OLD else key])
    answer = act("me", person_id=OLD, words="x") if named else act("me", OLD, words="x")
    assert answer == (STANDING, "x")
    assert act("me", STANDING) == (STANDING, "")


def test_an_action_called_without_a_person_says_so_itself():
    with pytest.raises(TypeError, match="person_id"):
        act("me")  # type: ignore[call-arg]


def actions():
    for root in (areas, foundation):
        for part in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            if ".actions" not in part.name:
                continue
            for name, found in vars(import_module(part.name)).items():
                if inspect.isfunction(found) and found.__module__ == part.name:
                    yield f"{part.name}.{name}", found


def test_every_action_about_a_person_goes_by_the_standing_key():
    about = [
        (name, found)
        for name, found in actions()
        if not name.rpartition(".")[2].startswith("_")
        and not name.startswith(PEOPLE)
        and inspect.signature(found).parameters.get("person_id") is not None
        and any(one.annotation is Actor for one in inspect.signature(found).parameters.values())
    ]
    writing = {"write_choices", "end_choices", "audit"}
    missed = [
        name
        for name, found in about
        if not hasattr(found, "__wrapped__")
        and name not in BY_THEMSELVES
        and name.rpartition(".")[2] not in writing
    ]
    assert len(about) > 15
    assert missed == []
