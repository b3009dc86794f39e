import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from markupsafe import Markup

from alongside.engines.sharing import Category, Purpose
from alongside.foundation.picture.compose import compose
from alongside.foundation.picture.panels import Panel, PanelBody, Place
from alongside.foundation.picture.serialising import picture_json, plain

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """Something a panel may hold."""

    said: str
    born: date
    kinds: frozenset[Category]
    wait: timedelta
    by: UUID | None = None

    @property
    def derived(self) -> str:
        return "not written"


LINE = Line("calm", date(1992, 3, 1), frozenset({Category.RISK, Category.IDENTITY}), timedelta(1))


def test_frozen_dataclasses_are_written_by_their_fields():
    assert plain((LINE, {Category.RISK: True}, Markup("<b>"), 2, 1.5)) == [
        {
            "said": "calm",
            "born": "1992-03-01",
            "kinds": ["I", "R"],
            "wait": 86400.0,
            "by": None,
        },
        {"R": True},
        "<b>",
        2,
        1.5,
    ]


@pytest.mark.parametrize("odd", [object(), b"bytes", Line, (line for line in "ab")])
def test_anything_else_is_a_bug_not_a_guess(odd):
    with pytest.raises(TypeError, match="has no form in JSON"):
        plain(odd)


@pytest.mark.django_db
def test_a_picture_is_written_as_the_reference_page_says(registry, officer, person_id):
    registry.register(
        Panel(
            "test.who",
            "Who",
            Category.IDENTITY,
            Place.REST,
            lambda *_: PanelBody(LINE, NOW),
            "x.jinja",
        )
    )
    picture = compose(
        officer, person_id, purpose=Purpose.S136_TO_POLICE, reason="with them", now=NOW
    )
    written = picture_json(picture)
    assert json.loads(json.dumps(written)) == written
    assert written["person"] == str(person_id)
    assert written["panels"][0]["content"]["said"] == "calm"
    assert {line["category"] for line in written["held_back"]} == {"D", "O", "S", "V"}
    page = Path("docs/reference/picture-json.md").read_text(encoding="utf-8")
    parts = (written, written["why"], written["panels"][0], written["held_back"][0])
    for name in {name for part in parts for name in part}:
        assert f"`{name}`" in page, name
