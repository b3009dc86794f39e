"""A screening tool as a form: its questions come from its file."""

from typing import Any

from alongside.areas.diversion.actions.first_look import FirstLook
from alongside.areas.diversion.forms.questions import StepForm, taps, words
from alongside.areas.diversion.rules.adults import RECORD_SAYS
from alongside.areas.diversion.rules.tools import NOT_ANSWERED, Tool
from alongside.foundation.reference import code_list

PREFIX = "q_"


class FirstLookForm(StepForm):
    """The questions of a tool, and what came of them."""

    kind = "screened"

    def __init__(self, tool: Tool, *args: Any, custody: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.tool = tool
        for question in tool.questions:
            answers = [(answer.code, answer.display) for answer in question.answers]
            self.fields[PREFIX + question.id] = taps(
                question.asks,
                [*answers, (NOT_ANSWERED, "Not asked")],
                hint=question.hint,
                inline=len(answers) <= 3,
            )
        self.fields["result"] = taps(
            "What did the first look come to?",
            code_list("ld_screening_result").choices(),
            required="Say what it came to",
            reveal={"need_identified": ["urgency"]},
        )
        self.fields["urgency"] = taps(
            "How soon should they be met again?",
            code_list("ld_urgency").choices(),
            required="Say how soon",
        )
        if custody:
            self.fields["record_says"] = taps(
                "Does the custody record say they may be vulnerable?",
                RECORD_SAYS,
                hint="If it says nothing and the answers here do, the custody officer is told at "
                "once that an appropriate adult may be needed: that, and no answers.",
                required="Say what the custody record says",
            )
        self.fields["words"] = words(
            "Anything to add?", hint="Only your service reads this.", rows=2
        )

    @property
    def question_names(self) -> list[str]:
        """Names of the fields that are the tool's questions."""
        return [PREFIX + question.id for question in self.tool.questions]

    def look(self, now: Any) -> FirstLook:
        """What is to be recorded."""
        given = self.cleaned_data
        answers = {
            name.removeprefix(PREFIX): given[name]
            for name in self.question_names
            if given.get(name) not in (None, "", NOT_ANSWERED)
        }
        return FirstLook(
            tool=self.tool.code,
            answers=answers,
            result=given["result"],
            happened_at=given.get("happened_at") or now,
            urgency=given.get("urgency") or "",
            record_says=given.get("record_says") or "not_looked",
            words=given["words"],
        )
