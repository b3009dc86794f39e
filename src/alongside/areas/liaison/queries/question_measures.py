"""How the hub did over a while: promises kept, waits, what was found, what askers said."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alongside.areas.liaison.models import HubQuestion, QuestionFeedback
from alongside.areas.liaison.rules.feedback import HELPED
from alongside.areas.liaison.rules.measures import Share, usual_wait
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.question_states import OPEN_STATES, QuestionState
from alongside.kernel.actor import Actor, require
from alongside.kernel.working_time import working_length

SPANS: Final = {"90": "Last 90 days", "365": "Last year", "730": "Last two years"}
SHOWN_WORDS: Final = 10


@dataclass(frozen=True, slots=True)
class HubMeasures:
    """What is counted of questions asked in a while.

    Attributes:
        span: A key of ``SPANS``.
        asked: How many were asked, those answered by what was found with them.
        open: How many of them are still open.
        within: Answered within the promise, of those answered.
        wait: The usual wait, in words.
        found: Answered by what was found, of those asked.
        helped: For each answer to the one question, how many said so, of all who said anything.
        said: How many of those answered said whether it helped.
        words: The last things said with it.
    """

    span: str
    asked: int
    open: int
    within: Share
    wait: str
    found: Share
    helped: tuple[tuple[str, Share], ...]
    said: Share
    words: tuple[tuple[str, str], ...]


def hub_measures(viewer: Actor, span: str, *, now: datetime) -> HubMeasures:
    """Answer how the hub did with what was asked in a while.

    Args:
        viewer: A lead.
        span: A key of ``SPANS``; the last 90 days for anything else.
        now: Until when.

    Raises:
        NotPermitted: The role measures nothing here.
    """
    require(viewer, PERMISSIONS, "query.measures")
    chosen = span if span in SPANS else "90"
    since = now - timedelta(days=int(chosen))
    rows = HubQuestion.objects.filter(asked_at__gte=since, asked_at__lte=now)
    asked = list(rows.values_list("state", "asked_at", "promised_by", "answered_at"))
    answered = [one for one in asked if one[0] == QuestionState.ANSWERED]
    found = sum(1 for one in asked if one[0] == QuestionState.FOUND)
    kept = sum(1 for _, _, promised, at in answered if at and at <= promised)
    waits = [working_length(start, at) for _, start, _, at in answered if at]
    given = list(
        QuestionFeedback.objects.filter(question__in=rows)
        .order_by("-at")
        .values_list("helped", "words")
    )
    counted = Counter(helped for helped, _ in given)
    return HubMeasures(
        span=chosen,
        asked=len(asked),
        open=sum(1 for one in asked if one[0] in OPEN_STATES),
        within=Share(kept, len(answered)),
        wait=usual_wait(waits),
        found=Share(found, len(asked)),
        helped=tuple((label, Share(counted[one], len(given))) for one, label in HELPED.items()),
        said=Share(len(given), len(answered) + found),
        words=tuple((HELPED[helped], said) for helped, said in given if said)[:SHOWN_WORDS],
    )
