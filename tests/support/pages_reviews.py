"""Pages of joint reviews, by who opens them; the names in braces are ``Known``."""

from collections.abc import Mapping
from typing import Final

REVIEW, GATHERING = "/hub/reviews/{review}/", "/hub/reviews/{gathering}/"
WRITER: Final[Mapping[str, str]] = {
    "/hub/reviews/raise/": "Raise a review",
    f"{GATHERING}account/": "Your service's account",
    f"{GATHERING}account/hand-in/": "Hand in your service's account",
    f"{REVIEW}account/": "Your service's account",
}
RUNNER: Final[Mapping[str, str]] = {
    "/hub/reviews/": "Joint reviews",
    GATHERING: "A wait that was long",
    f"{GATHERING}open/": "Open the accounts now",
    f"{GATHERING}invite/": "Invite somebody",
    f"{GATHERING}invited/{{invited}}/": "What did they answer?",
    f"{GATHERING}withdraw/": "Withdraw this review",
    REVIEW: "Which door at the Larch Suite",
    f"{REVIEW}together/": "Side by side",
    f"{REVIEW}together/difference/": "Mark a difference",
    f"{REVIEW}factors/": "What contributed?",
    f"{REVIEW}learning/": "What was learnt?",
    f"{REVIEW}agree/": "Agree an action",
    f"{REVIEW}sheet/": "Which door at the Larch Suite",
    "/hub/learning/": "What was learnt",
    "/hub/learning/{review}/": "Ask which door",
}
"""One review whose accounts are open, and one where they are being written."""
