"""The parts of the hub that its first page leads to, in order."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Section:
    """One part.

    Attributes:
        url_name: Its first page.
        label: Words of the link.
        words: What one does there, in a few words.
        permission: Whoever holds this sees the link.
    """

    url_name: str
    label: str
    words: str
    permission: str


SECTIONS: Final = (
    Section(
        "directory:ring", "Who to ring", "The number that answers now, and who is next", "query.ask"
    ),
    Section(
        "liaison:find", "Find an answer", "Search answers, guide and policies", "knowledge.find"
    ),
    Section(
        "liaison:guide", "Practice guide", "How we do it here, and the law behind it", "guide.read"
    ),
    Section(
        "liaison:practice", "Good practice", "What was tried, and what came of it", "practice.read"
    ),
    Section(
        "liaison:training", "Training", "What is coming up, and who is in date", "training.see"
    ),
    Section(
        "liaison:answers",
        "Answers to keep",
        "Read over before others can find them",
        "knowledge.review",
    ),
    Section(
        "liaison:reviews",
        "Joint reviews",
        "What happened, by each side, and what we learn",
        "review.see",
    ),
    Section("liaison:learning", "Learning", "What joint reviews taught us", "learning.read"),
    Section(
        "liaison:groups", "Groups", "Who meets, about what, and what they decided", "group.see"
    ),
    Section("liaison:plan", "Action plan", "What changed since last time, and why", "action.see"),
    Section("liaison:actions", "Actions", "What was agreed, whose it is, by when", "action.see"),
    Section("liaison:posts", "Posts", "Who does what, and who holds it now", "post.see"),
)
