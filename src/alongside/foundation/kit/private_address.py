"""Private addresses that a calendar reads without signing in: signed, numbered, renewable."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse

from alongside.kernel.refusal import Refused

CALENDAR: Final = "text/calendar; charset=utf-8"
GONE: Final = 410
"""What is answered where an address does not work any longer."""


class PrivateAddress:
    """Makes and reads the words that stand in addresses of one kind.

    The number in a word grows each time the address is made anew; whoever reads one compares it
    with the row's, so an older word stops at once.
    """

    def __init__(self, kind: str) -> None:
        """Keep the kind, such as ``placements.own_feed``: a word of one is no word of another."""
        self._signer = Signer(salt=kind, sep=".")

    def word(self, whose: UUID, number: int) -> str:
        """Answer the signed word of an address."""
        return self._signer.sign(f"{whose.hex}-{number}")

    def read(self, word: str) -> tuple[UUID, int]:
        """Answer whose address a word is, and its number.

        Raises:
            Refused: ``feed.dead``, as for an address that was renewed.
        """
        try:
            whose, _, number = self._signer.unsign(word).rpartition("-")
            return UUID(hex=whose), int(number)
        except (BadSignature, ValueError):
            raise dead() from None


def dead() -> Refused:
    """Say that an address does not work, in the same words whether it never did or was renewed."""
    return Refused(
        "feed.dead",
        "This calendar address does not work now.",
        next_step="It may have been renewed. Sign in and copy the new one.",
    )


def calendar_answer(text: Callable[[], bytes], *, filename: str) -> HttpResponse:
    """Answer a calendar with what stands at its address, or that the address works no longer."""
    try:
        response = HttpResponse(text(), content_type=CALENDAR)
    except Refused as refused:
        return HttpResponse(f"{refused}\n", status=GONE, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "private, max-age=300"
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
