"""Write what was learnt, publish it when it tells nobody who, take it out again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.actions.review_story import Step, move
from alongside.areas.liaison.actions.review_together import review_to_weigh
from alongside.areas.liaison.actions.search_filing import Findable, file_entry, take_out
from alongside.areas.liaison.models import IncidentReview, ReviewLearning
from alongside.areas.liaison.queries.review_names import staff_names
from alongside.areas.liaison.queries.review_rows import review_for
from alongside.areas.liaison.rules.learning_check import what_tells
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_factors import FACTORS
from alongside.areas.liaison.rules.review_states import Said
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Ref
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Conflict, Refused

LEARNING: Final = "review_learning"
PUBLISHED: Final = "liaison.learning_published"


@dataclass(frozen=True, slots=True)
class Learning:
    """What was learnt.

    Attributes:
        title: In one line.
        words: For somebody who was not there.
        read_at: Number of the version it was written over; 0 where there was none, ``None`` to
            take what is there.
    """

    title: str
    words: str
    read_at: int | None = None


def write_learning(
    actor: Actor,
    review_id: UUID,
    new: Learning,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Write what was learnt as a further version. What could tell who is kept and held back.

    Raises:
        NotPermitted: The role weighs no reviews.
        Refused: ``review.not_found``, ``review.not_open`` or ``learning.no_words``.
        Conflict: ``learning.changed`` when somebody wrote first; shows both.
    """
    require(actor, PERMISSIONS, "review.weigh")
    for field, words in (("title", new.title), ("words", new.words)):
        if not words.strip():
            raise Refused("learning.no_words", "Say what was learnt.", field=field)

    def work() -> UUID:
        review = review_to_weigh(actor, review_id)
        newest = review.learning.order_by("-number").first()
        _check_unchanged(newest, new.read_at)
        found = _found(review, f"{new.title}\n{new.words}")
        row = ReviewLearning.objects.create(
            review=review,
            number=1 + (newest.number if newest else 0),
            title=new.title.strip(),
            words=new.words.strip(),
            written_by_id=actor.user_id,
            written_at=now,
            held_back_for=", ".join(found),
        )
        said = Said.HELD_BACK if found else Said.LEARNT
        step = Step(said, ", ".join(found), also=(Ref(LEARNING, row.id),), fields=("words",))
        move(actor, review, step, now=now, request_key=request_key)
        return review.id

    return once(actor, request_key, work)


def _found(review: IncidentReview, words: str) -> tuple[str, ...]:
    return what_tells(words, happened_on=review.happened_on, names=staff_names())


def _check_unchanged(newest: ReviewLearning | None, number: int | None) -> None:
    if number is None or number == (newest.number if newest else 0):
        return
    raise Conflict(
        "learning.changed",
        "Somebody wrote the learning while you did.",
        theirs={
            "What was learnt, in one line": newest.title if newest else "",
            "For somebody who was not there": newest.words if newest else "",
        },
        next_step="Put the two together below, then save again.",
    )


def publish_learning(
    actor: Actor,
    review_id: UUID,
    *,
    number: int,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Publish the newest learning, where everybody finds it; it is checked once more.

    Args:
        actor: Who publishes.
        review_id: Of which review.
        number: The version that was read.
        now: The server's instant.
        request_key: Of the form.

    Raises:
        NotPermitted: The role publishes none.
        Refused: ``review.not_found``, ``review.not_open``, ``learning.none``,
            ``learning.held_back`` or ``learning.own``.
        Conflict: ``learning.changed`` when it was written again since it was read.
    """
    require(actor, PERMISSIONS, "learning.publish")

    def work() -> UUID:
        review = review_to_weigh(actor, review_id)
        newest = review.learning.order_by("-number").first()
        _check_unchanged(newest, number)
        if newest is None or newest.published_at is not None:
            raise Refused("learning.none", "There is nothing new to publish.")
        _check_tells_nobody(review, newest)
        _take_out(review, now=now)
        newest.published_by_id, newest.published_at = actor.user_id, now
        newest.save(update_fields=["published_by", "published_at"])
        _file(review, newest, now=now)
        step = Step(Said.PUBLISHED, also=(Ref(LEARNING, newest.id),))
        move(actor, review, step, now=now, request_key=request_key)
        send(PUBLISHED, {"review": str(review.id), "by": str(actor.user_id)}, now=now)
        return review.id

    return once(actor, request_key, work)


def _check_tells_nobody(review: IncidentReview, newest: ReviewLearning) -> None:
    found = _found(review, f"{newest.title}\n{newest.words}")
    if found:
        raise Refused(
            "learning.held_back",
            f"This is held back: it looks as if it has {', '.join(found)} in it.",
            next_step="Write it again without what could tell who it was, then publish.",
        )


def _file(review: IncidentReview, learning: ReviewLearning, *, now: datetime) -> None:
    codes = review.factors.filter(gone_at=None).values_list("category", flat=True)
    factors = [FACTORS[code] for code in FACTORS if code in set(codes)]
    found = Findable(
        SearchKind.LEARNING, review.id, learning.title, learning.words, "\n".join(factors)
    )
    file_entry(found, now=now)


def _take_out(review: IncidentReview, *, now: datetime) -> int:
    published = review.learning.filter(published_at__isnull=False, taken_out_at=None)
    taken: int = published.update(taken_out_at=now)
    return taken


def take_out_learning(
    actor: Actor,
    review_id: UUID,
    why: str,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Take published learning out again, so that nobody finds it, and say why.

    Raises:
        NotPermitted: The role publishes none.
        Refused: ``review.not_found``, ``review.not_now``, ``learning.none`` or
            ``learning.no_reason``.
    """
    require(actor, PERMISSIONS, "learning.publish")
    if not why.strip():
        raise Refused("learning.no_reason", "Say why it is taken out.", field="words")

    def work() -> UUID:
        review = review_for(actor, review_id, lock=True)
        if not _take_out(review, now=now):
            raise Refused("learning.none", "No learning of this review is published.")
        take_out(SearchKind.LEARNING, review.id)
        move(actor, review, Step(Said.TAKEN_OUT, why), now=now, request_key=request_key)
        return review.id

    return once(actor, request_key, work)
