"""The wallet card: a contact plan on a sheet that is cut once and folded like a fan."""

import json
from dataclasses import asdict, dataclass
from importlib.resources import files

import typst

from alongside.areas.plans.actions.contact_printing import PlanOnPaper
from alongside.areas.plans.queries.contact import CareLine, SaidLine
from alongside.areas.plans.rules.contact_fields import FIELD
from alongside.foundation.kit.letters import printable
from alongside.kernel.local_time import say_date

MOST = 220
MOST_SMALL = 110
SAFETY_FIRST = ("communication_needs", "words_to_avoid", "touch", "dependants", "pets")


@dataclass(frozen=True, slots=True)
class CardContents:
    """What each side of the card says: front, helps, whom to ring, and safety.

    Attributes:
        who: What they like to be called.
        first: The first thing to know.
        helps: What helps.
        worse: What makes it worse.
        ring: Name, number and what they may be told.
        more: Label and words: medical safety, then the rest, shortest first read.
        until: Until when the card holds.
    """

    who: str
    first: str
    helps: str
    worse: str
    ring: tuple[tuple[str, str, str], ...]
    more: tuple[tuple[str, str], ...]
    until: str


def card_contents(paper: PlanOnPaper) -> CardContents:
    """Put the parts of a plan that matter in the first minute on the four sides of a card."""
    plan, words = paper.plan, paper.plan.words
    medical = plan.medical() if paper.medical else ()
    more = (*medical, *plan.lines(tuple(FIELD[name] for name in SAFETY_FIRST)))
    return CardContents(
        who=paper.who,
        first=_cut(words.first_words, MOST),
        helps=_cut(words.helps, MOST),
        worse=_cut(words.worse, MOST),
        ring=(*_people(paper), *_care(plan.care)),
        more=tuple(_line(line) for line in more),
        until=f"Made {say_date(paper.printed_at.date())}. Good until {say_date(plan.review_on)}.",
    )


def card_pdf(card: CardContents) -> bytes:
    """Answer the card as a PDF, A4, with a line to cut along and three to fold.

    Only the fonts that ship with Typst are used, so it looks the same wherever it is made.
    """
    template = files(__package__).joinpath("contact_card.typ").read_bytes()
    words = json.dumps(printable(asdict(card)), ensure_ascii=False)
    made: bytes = typst.compile(
        template, format="pdf", ignore_system_fonts=True, sys_inputs={"card": words}
    )
    return made


def _people(paper: PlanOnPaper) -> list[tuple[str, str, str]]:
    return [
        (f"{line.name}, {line.relation}" if line.relation else line.name, line.phone, "")
        for line in paper.plan.to_ring()
        if line.may_ring
    ]


def _care(care: CareLine) -> list[tuple[str, str, str]]:
    lines = [
        (care.team, care.phone, care.hours),
        (care.out_of_hours_name or "At other times", care.out_of_hours_phone, "at other times"),
    ]
    return [line for line in lines if line[0] and line[1]]


def _line(line: SaidLine) -> tuple[str, str]:
    return line.label, _cut(line.text, MOST_SMALL)


def _cut(text: str, most: int) -> str:
    """Cut words to what a side holds, between words, and say that there is more."""
    whole = " ".join(text.split())
    if len(whole) <= most:
        return whole
    return f"{whole[:most].rsplit(' ', 1)[0]} … (more on my sheet)"
