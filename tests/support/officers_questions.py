"""What officers typed, and the answer of the demo that each wanted."""

import tomllib
from importlib.resources import files
from uuid import UUID, uuid5

from alongside.areas.liaison.actions.search_filing import Findable, file_entry
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.foundation.kit.markdown import plain_words
from tests.support.world import NOW

HUB = UUID(int=136)
ASKED = (
    ("what happens to the dog when someone gets sectioned", "house keys and pets"),
    ("house keys", "house keys and pets"),
    ("136 in a garden", "front garden"),
    ("can I section someone in their garden?", "front garden"),
    ("do I need to speak to a nurse before a s136", "before I use section 136"),
    ("how long do we have to wait at the 136 suite", "leave the place of safety"),
    ("suite full", "suite is full"),
    ("no beds", "suite is full"),
    ("misper from ward", "AWOL from a ward"),
    ("AWOL from ward", "AWOL from a ward"),
    ("patient absconded", "AWOL from a ward"),
    ("can we convey in a police van", "takes somebody to hospital"),
    ("ABD", "very agitated"),
    ("excited delirium", "very agitated"),
    ("BWV on wards", "Must body-worn video"),
    ("is there a mental health nurse in the car tonight", "triage car"),
    ("can health share info with us", "diagnosis"),
    ("RCRP welfare check", "somebody's welfare"),
    ("135 warrant who executes it", "section 135 warrant"),
    ("AA for autistic man in the cells", "appropriate adult"),
    ("BSL interpreter", "interpreter for an assessment"),
    ("suicidal male on the bridge", "on a bridge"),
    ("overdose", "taken an overdose"),
    ("suite won't take him because he's drunk", "Somebody is drunk"),
    ("strip search under 136", "search somebody I have detained"),
    ("handcuffs at hospital", "handcuffs stay on"),
    ("child in crisis CAMHS", "15-year-old"),
    ("next of kin wants him discharged", "nearest relative"),
    ("recalled CTO", "CTO"),
    ("who is the RC", "Who is the RC"),
    ("informal patient leaving", "informal patient"),
    ("lacks capacity refusing to go to hospital", "lacks capacity"),
    ("dementia wandering off again", "Herbert Protocol"),
    ("L&D", "Liaison and Diversion"),
    ("patient assaulted a nurse", "damage or an assault"),
    ("who pays for the door", "door is broken"),
    ("136 clock extension", "How long does the detention last"),
    ("trauma support after a bad job", "hurt or shaken"),
)
"""Words typed, and a piece of the question whose answer was wanted."""
MISTYPED = (
    ("delerium", "very agitated"),
    ("interpretor", "interpreter for an assessment"),
    ("handcufs", "handcuffs stay on"),
    ("dementa", "Herbert Protocol"),
    ("overdoze", "taken an overdose"),
)
TYPING = (
    ("interp", "interpreter for an assessment"),
    ("who pays when a do", "door is broken"),
    ("nearest rel", "nearest relative"),
)


def file_answers() -> dict[UUID, str]:
    """File the answers of the demo; by their ids, the questions."""
    text = files("alongside.areas.liaison.demo").joinpath("answers.toml").read_text("utf-8")
    questions = {}
    for row in tomllib.loads(text)["answer"]:
        entry_id = uuid5(HUB, row["question"])
        questions[entry_id] = row["question"]
        file_entry(
            Findable(
                SearchKind.ANSWER,
                entry_id,
                row["question"],
                plain_words(row["answer"]),
                row["said_as"],
            ),
            now=NOW,
        )
    return questions
