"""Screening tools and doors are data: read strictly, and used without a change of code."""

import re

import pytest

from alongside.areas.diversion.rules.configured import ConfiguredWrongly
from alongside.areas.diversion.rules.doors import (
    MINUTES,
    all_doors,
    check_door,
    door_at,
    door_named,
    read_door,
)
from alongside.areas.diversion.rules.owed import owed_next
from alongside.areas.diversion.rules.steps import ADULTS_ONLY
from alongside.areas.diversion.rules.tools import all_tools, heard, read_tool, tools_for
from alongside.kernel.refusal import Refused
from tests.support.episodes import at, story

TOOL = """
code = "sleep"
version = "3"
title = "Sleep"
for = "both"
licence = "Ours"
source = "Ours"
scoring = "sum"
bands = [ { least = 0, words = "Sleeps" }, { least = 3, words = "Sleeps badly" } ]
[[questions]]
id = "nights"
asks = "How many bad nights?"
answers = [
  { code = "none", display = "None", points = 0 },
  { code = "some", display = "Some", points = 2, suggests = ["physical_health"] },
]
[[questions]]
id = "tired"
asks = "Are you tired?"
answers = [
  { code = "no", display = "No", points = 0 },
  { code = "yes", display = "Yes", points = 1, safety = true, urgent = true, adult = "other" },
]
"""
DOOR = """
code = "library"
title = "Library"
about = "Somebody met in a library."
settings = ["community"]
sources = ["self", "other"]
steps = ["see", "offer"]
asks = "Which library?"
[minutes]
see = 45
"""


def test_what_adds_up_is_shown_in_full() -> None:
    said = heard(read_tool("sleep.toml", TOOL), {"nights": "some", "tired": "yes"})
    assert (said.total, said.total_words) == (3, "2 + 1 = 3. Sleeps badly")
    assert (said.suggests, said.urgent, said.adult_ground) == (("physical_health",), True, "other")
    assert said.safety == ("Are you tired? Yes.",)


def test_what_was_not_answered_is_said_beside_the_sum() -> None:
    said = heard(read_tool("sleep.toml", TOOL), {"nights": "some", "tired": "not_asked"})
    assert said.total_words == "2 = 2 (1 not answered, so it may be too low). Sleeps"
    assert said.unanswered == 1
    nothing = heard(read_tool("sleep.toml", TOOL), {})
    assert nothing.total_words.startswith("nothing answered = 0 (2 not answered")


def test_our_own_first_looks_add_up_nothing() -> None:
    for tool in all_tools().values():
        first = {question.id: question.answers[0].code for question in tool.questions}
        said = heard(tool, first)
        assert (tool.scoring, said.total, said.total_words) == ("none", None, "")


def test_no_adult_question_is_asked_of_a_child_nor_the_other_way() -> None:
    child, adult = all_tools()["first_look_child"], all_tools()["first_look_adult"]
    asked = {code for q in child.questions for a in q.answers for code in a.suggests}
    assert not asked & ADULTS_ONLY
    assert "armed forces" not in " ".join(question.asks for question in child.questions)
    assert {tool.code for tool in tools_for(all_tools(), "under_18")} == {child.code}
    assert {tool.code for tool in tools_for(all_tools(), "adult")} == {adult.code}
    assert len(tools_for(all_tools(), "not_known")) == 2


ANSWER = (
    '{ code = "yes", display = "Yes", points = 1, safety = true, urgent = true, adult = "other" }'
)
TOOL_FAULTS = [
    ("not toml", "=", "not valid TOML"),
    ("unknown name", TOOL.replace("licence =", "license ="), "'license' is not known here; use"),
    ("no licence", TOOL.replace('licence = "Ours"\n', ""), "licence is missing; give it as text"),
    ("wrong path", TOOL.replace('"both"', '"teens"'), "for is 'teens'; it has to be one of"),
    ("wrong scoring", TOOL.replace('"sum"', '"mean"'), "scoring is 'mean'"),
    ("twice", TOOL.replace('"tired"', '"nights"'), "question 'nights' is there twice"),
    ("bands backwards", TOOL.replace("least = 0", "least = 9"), "from the least to the most"),
    (
        "bands of nothing",
        re.sub(r", points = \d", "", TOOL).replace('"sum"', '"none"'),
        "bands are for a tool that adds up",
    ),
    ("no points", TOOL.replace(", points = 2", ""), "answers number 2 (some): points are given"),
    ("points not whole", TOOL.replace("points = 2", "points = -2"), "whole number of 0 or more"),
    ("flag", TOOL.replace("urgent = true", 'urgent = "yes"'), "urgent has to be true or false"),
    ("unknown need", TOOL.replace('"physical_health"', '"luck"'), "suggests has 'luck'"),
    ("suggests text", TOOL.replace('["physical_health"]', '"luck"'), "suggests is missing"),
    ("ground", TOOL.replace('adult = "other"', 'adult = "tall"'), "adult is 'tall'"),
    ("one answer", TOOL.replace("  " + ANSWER + ",\n", ""), "give two or more answers"),
    ("not asked", TOOL.replace('code = "no"', 'code = "not_asked"'), "is always offered"),
    (
        "no questions",
        TOOL[: TOOL.index("[[questions]]")],
        "questions is missing; give at least one",
    ),
    (
        "questions of words",
        TOOL[: TOOL.index("[[questions]]")] + 'questions = ["x"]',
        "questions number 1 has to be a table",
    ),
]


@pytest.mark.parametrize(("text", "said"), [row[1:] for row in TOOL_FAULTS])
def test_a_bad_tool_is_refused_in_one_line(text, said) -> None:
    with pytest.raises(ConfiguredWrongly) as refused:
        read_tool("sleep.toml", text)
    assert str(refused.value).startswith("sleep.toml")
    assert said in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_made_up_door_needs_no_code(tmp_path) -> None:
    (tmp_path / "doors").mkdir()
    (tmp_path / "doors" / "library.toml").write_text(DOOR)
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "sleep.toml").write_text(TOOL)
    doors = all_doors(tmp_path)
    door = door_named(doors, "library")
    assert len(doors) == len(all_doors()) + 1
    assert (door.minutes["see"], door.minutes["offer"]) == (45, MINUTES["offer"])
    assert owed_next(story(door=door, setting="community")).due_at == at(45)
    assert owed_next(story("seen", door=door, setting="community")).what == "offer"
    check_door(door, setting="community", source="self")
    assert "sleep" in all_tools(tmp_path)


def test_a_folder_without_tools_or_doors_adds_none(tmp_path) -> None:
    assert all_doors(tmp_path).keys() == all_doors().keys()


def test_two_doors_of_one_code_are_refused(tmp_path) -> None:
    (tmp_path / "doors").mkdir()
    (tmp_path / "doors" / "mine.toml").write_text(DOOR.replace('"library"', '"outreach"'))
    with pytest.raises(ConfiguredWrongly, match=r"mine.toml: code 'outreach' is used twice"):
        all_doors(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DOOR.replace('"community"', '"moon"'), "settings has 'moon'"),
        (DOOR.replace('"offer"', '"dance"'), "steps has 'dance'"),
        (DOOR.replace("see = 45", "dance = 45"), "minutes: 'dance' is not known here"),
        (DOOR.replace("see = 45", "see = true"), "see has to be a whole number"),
        (DOOR.replace("[minutes]\nsee = 45", "minutes = 3"), "minutes has to be a table"),
    ],
)
def test_a_bad_door_is_refused_in_one_line(text, said) -> None:
    with pytest.raises(ConfiguredWrongly) as refused:
        read_door("library.toml", text)
    assert said in str(refused.value)


def test_a_door_is_used_where_it_is_for_and_by_whom_it_is_for() -> None:
    door = all_doors()["voluntary_attendance"]
    check_door(door, setting="voluntary_attendance", source="self")
    with pytest.raises(Refused, match="not used there"):
        check_door(door, setting="custody", source="self")
    with pytest.raises(Refused, match="does not take people from there"):
        check_door(door, setting="voluntary_attendance", source="probation")
    with pytest.raises(Refused, match="Choose which way in"):
        door_named(all_doors(), "window")


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("custody", "liaison_and_diversion"),
        ("crown", "liaison_and_diversion"),
        ("voluntary_attendance", "voluntary_attendance"),
    ],
)
def test_a_place_has_its_usual_door(setting, code) -> None:
    assert door_at(all_doors(), "", setting=setting).code == code
    assert door_at(all_doors(), "outreach", setting=setting).code == "outreach"


def test_a_place_of_several_doors_asks_which() -> None:
    with pytest.raises(Refused, match="this place has several"):
        door_at(all_doors(), "", setting="community")
