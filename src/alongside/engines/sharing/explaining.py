"""Prints a whole decision for a person of reading age 11."""

from collections.abc import Iterator
from typing import Final

from alongside.engines.sharing.words import CategoryDecision, Decision, Duty
from alongside.kernel.local_time import say

DUTY_WORDS: Final = {
    Duty.TELL_PERSON_LATER: (
        "Tell the person later that you saw this, unless that would put somebody in danger."
    ),
    Duty.LIST_EARLIER_DISCLOSURES: (
        "If the person asks, tell them who was shown this before they said no."
    ),
    Duty.KEEP_CAPACITY_RECORD: (
        "Keep the record of why the person could not decide this and why it is best for them."
    ),
    Duty.GIVE_REASON: "Write down in a few words why you looked.",
    Duty.BOTH_REVIEW: "People from both services will look at this and ask you why.",
}
"""What each duty asks, said to whoever relies on the decision."""


def explain(decision: Decision) -> str:
    """Say what may be seen, what may not, why, and what to do; lines without a last newline.

    Args:
        decision: What was decided. Nothing is said of what is or is not on record.
    """
    lines = [f"Why you look: {decision.purpose_words}.", f"When: {say(decision.at)}.", ""]
    if decision.shown:
        lines += ["You can see this:", *_shown(decision), ""]
    else:
        lines += ["You cannot see anything here for now.", ""]
    if decision.held_back:
        lines += ["You cannot see this:", *_held_back(decision), ""]
    duties = list(_duties(decision))
    if duties:
        lines += ["What you must do:", *duties, ""]
    return "\n".join(lines[:-1])


def _shown(decision: Decision) -> Iterator[str]:
    for part in decision.shown:
        yield f"- {part.sentence}"
        if part.agreement:
            yield f"  This is under sharing agreement {part.agreement}."


def _held_back(decision: Decision) -> Iterator[str]:
    """Say what the same reason holds back together, so that nothing is read nine times."""
    by_words: dict[tuple[str, str], list[CategoryDecision]] = {}
    for part in decision.held_back:
        by_words.setdefault((part.sentence, part.next_step), []).append(part)
    for sentence, next_step in by_words:
        yield f"- {sentence}"
        yield f"  What to do: {next_step}"


def _duties(decision: Decision) -> Iterator[str]:
    asked = {duty for part in decision.parts for duty in part.duties}
    for duty in Duty:
        if duty in asked:
            yield f"- {DUTY_WORDS[duty]}"
