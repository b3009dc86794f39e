"""Pages of permissions, settings and states are in step with the code they are drawn from."""

import importlib
import re
from dataclasses import fields
from pathlib import Path

import pytest

from alongside.areas.crisis.rules.states import TRANSITIONS, State
from alongside.config import env
from alongside.config.command.exporting_mds import schema_text
from alongside.config.documents import PAGES
from alongside.config.documents.permissions_page import GROUPS, TABLES, permissions_in
from alongside.config.documents.settings_page import VARIABLES
from alongside.kernel.actor import Role

ROOT = Path(__file__).parents[2]
SECRET = "a secret of more than thirty-two characters"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_page_is_fresh(name: str):
    page = ROOT / "docs" / "reference" / f"{name}.md"
    assert page.read_text(encoding="utf-8") == PAGES[name](), (
        f"run: ./run alongside document {name} > docs/reference/{name}.md"
    )


def test_the_schema_of_the_minimum_data_set_is_fresh():
    kept = ROOT / "docs" / "reference" / "diversion-minimum-data-set.schema.json"
    assert kept.read_text(encoding="utf-8") == schema_text(), (
        f"run: ./run alongside export diversion-mds --schema > {kept.relative_to(ROOT)}"
    )


def test_every_table_of_permissions_in_the_source_is_on_the_page():
    source = ROOT / "src" / "alongside"
    modules = {
        ".".join(path.relative_to(source.parent).with_suffix("").parts)
        for path in source.rglob("*.py")
        if not path.stem.startswith("permissions_")  # joined by the table beside it
        and re.search(r"^PERMISSIONS\b.*=", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert modules == set(TABLES.values())


def test_every_permission_says_exactly_who_holds_it():
    page = PAGES["permissions"]()
    labels = importlib.import_module("alongside.foundation.accounts.rules").ROLE_LABELS
    for module in TABLES.values():
        for name, roles in permissions_in(module).items():
            said = re.search(rf"^\| `{re.escape(name)}` \| (.+) \|$", page, re.MULTILINE)
            assert said, name
            parts = said.group(1).split(", ")
            named = {role for role in Role if set(labels[role].split(", ")) <= set(parts)}
            for group, members in GROUPS.items():
                named |= members if f"**{group}**" in parts else set()
            assert named == roles, name


def test_every_setting_that_is_read_is_on_the_page_and_no_other():
    source = Path(env.__file__).read_text(encoding="utf-8")
    read = set(re.findall(r'"(ALONGSIDE_[A-Z_]+|DATABASE_URL)"', source))
    assert {variable for variable, _ in VARIABLES.values()} == read
    assert set(VARIABLES) == {field.name for field in fields(env.Environment)}


@pytest.mark.parametrize(
    ("attribute", "given"),
    [
        ("demo", "yes"),
        ("var", "elsewhere"),
        ("database_url", "postgres://one@two/three"),
        ("secret_key", SECRET + " too"),
        ("hosts", "desk.example"),
        ("secure", "no"),
        ("email_url", "smtp://post.example:25"),
        ("idle_minutes", "7"),
        ("audit_lanes", "3"),
        ("glass_review_hours", "24"),
    ],
)
def test_each_variable_sets_what_the_page_says(attribute: str, given: str):
    bare = {"ALONGSIDE_SECRET_KEY": SECRET}
    variable, _ = VARIABLES[attribute]
    before = getattr(env.read_environment(bare), attribute)
    after = getattr(env.read_environment({**bare, variable: given}), attribute)
    assert before != after


def test_what_holds_without_a_setting_is_as_the_page_says():
    without = env.read_environment({"ALONGSIDE_SECRET_KEY": SECRET})
    assert (without.demo, without.secure, without.idle_minutes) == (False, True, 20)
    assert (without.email_url, without.hosts) == ("console:", ("localhost", "127.0.0.1"))
    on_postgres = {"ALONGSIDE_SECRET_KEY": SECRET, "DATABASE_URL": "postgres://a@b/c"}
    assert (without.audit_lanes, env.read_environment(on_postgres).audit_lanes) == (1, 8)


def test_every_state_and_every_row_is_on_the_page_of_states():
    page = PAGES["states"]()
    for state in State:
        assert re.search(rf"^\| `{state}` \| .+ \|$", page, re.MULTILINE), state
    for (before, kind), after in TRANSITIONS.items():
        assert re.search(rf"^\| `{before}` \| .+ \(`{kind}`\) \| `{after}` \|$", page, re.MULTILINE)
