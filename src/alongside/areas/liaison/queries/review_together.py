"""The accounts beside each other and beside the record, with where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.liaison.models import (
    AccountLine,
    IncidentReview,
    ReviewDifference,
    ReviewFact,
)
from alongside.areas.liaison.queries.record_facts import ReadOn, record_source
from alongside.areas.liaison.queries.review_accounts import PartyLine, parties_of
from alongside.areas.liaison.queries.review_rows import review_for, standing_of
from alongside.areas.liaison.rules.beside import RECORD, BesideRow, Telling, set_beside
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_factors import DIFFERENCES
from alongside.areas.liaison.rules.review_seeing import may_weigh
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.kernel.actor import Actor, holds
from alongside.kernel.refusal import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A difference that somebody marked.

    Attributes:
        row: The number of the row it stands in, from 1.
    """

    kind_words: str
    words: str
    by: str
    at: datetime
    row: int


@dataclass(frozen=True, slots=True)
class Together:
    """The accounts that are in, side by side.

    Attributes:
        columns: Whose, in order: the record first where its times may be shown.
        rows: What is told of each thing.
        marked: Differences people marked, by number of their row.
        parties: The services, with what went well and what they would do differently.
        withheld: Why the record's times are not shown; empty where they are, or there are none.
        taken_at: When the times were taken from the record.
        may_weigh: Whether the viewer may mark differences.
    """

    review_id: UUID
    number: int
    title: str
    happened_on: date
    columns: tuple[str, ...]
    rows: tuple[BesideRow, ...]
    marked: tuple[MarkedLine, ...]
    parties: tuple[PartyLine, ...]
    withheld: str
    taken_at: datetime | None
    from_record: bool
    may_weigh: bool

    @property
    def found(self) -> int:
        """How many differences were worked out."""
        return sum(len(row.found) for row in self.rows)


def together(viewer: Actor, review_id: UUID, *, now: datetime) -> Together:
    """Answer the accounts of a review beside each other, once they are open.

    Where the review was raised from a record, the record's times are shown to those with whom
    they are shared, and the look is kept.

    Raises:
        NotPermitted: The role sees no reviews.
        Refused: ``review.not_found`` or ``review.not_open``.
    """
    review = review_for(viewer, review_id)
    standing = standing_of(review)
    if not standing.opened:
        raise Refused(
            "review.not_open",
            "The accounts are not open yet.",
            next_step="They open when the last one is handed in, or by a decision that says why.",
        )
    parties = tuple(
        one
        for one in parties_of(viewer, review, standing, now=now)
        if one.handed_in_at is not None and one.account is not None
    )
    on, withheld = _ground(viewer, review, now)
    facts = _facts(review) if on else []
    columns = _columns(review, parties, facts)
    differences = list(review.differences.select_related("marked_by").order_by("marked_at", "id"))
    rows = set_beside(columns, [pin for one in differences for pin in _pins(one)])
    if on:
        _keep_look(viewer, review, on, now=now)
    return Together(
        review_id=review.id,
        number=review.number,
        title=review.title,
        happened_on=review.happened_on,
        columns=tuple(whose for whose, _ in columns),
        rows=rows,
        marked=_marked(differences, rows),
        parties=parties,
        withheld=withheld,
        taken_at=facts[0].taken_at if facts else None,
        from_record=review.contact_id is not None,
        may_weigh=may_weigh(viewer, standing) and holds(viewer, PERMISSIONS, "review.weigh"),
    )


def _ground(viewer: Actor, review: IncidentReview, now: datetime) -> tuple[ReadOn | None, str]:
    """On what ground the record's times may be shown, or why they may not."""
    if review.contact_id is None:
        return None, ""
    try:
        return record_source().leave(viewer, now), ""
    except NotPermitted as refused:
        return None, str(refused)


def _keep_look(viewer: Actor, review: IncidentReview, on: ReadOn, *, now: datetime) -> None:
    also = (Ref("contact", review.contact_id),) if review.contact_id else ()
    entry = Entry(
        Op.CONSULTATION,
        "liaison.review_times",
        Ref("hub_review", review.id),
        also=also,
        why=Why(purpose=on.purpose, gateway=on.ground),
    )
    record_look(viewer, entry, now=now)


def _facts(review: IncidentReview) -> list[ReviewFact]:
    newest = review.facts.order_by("-taking").first()
    return list(review.facts.filter(taking=newest.taking).order_by("sequence")) if newest else []


def _columns(
    review: IncidentReview, parties: Sequence[PartyLine], facts: Sequence[ReviewFact]
) -> list[tuple[str, list[Telling]]]:
    lines = AccountLine.objects.filter(
        account__party__review=review, account__handed_in_at__isnull=False
    )
    told: dict[UUID, list[Telling]] = {}
    names = {one.organisation_id: one.organisation for one in parties}
    for row in lines.select_related("account__party").order_by("sequence"):
        whose = row.account.party.organisation_id
        if whose in names:
            telling = Telling(row.id, names[whose], row.happened_at, row.about, row.words)
            told.setdefault(whose, []).append(telling)
    columns = [(name, told.get(whose, [])) for whose, name in names.items()]
    if not facts:
        return columns
    record = [Telling(row.id, RECORD, row.happened_at, False, row.words) for row in facts]
    return [(RECORD, record), *columns]


def _pins(difference: ReviewDifference) -> list[tuple[UUID, UUID]]:
    beside = difference.other_line_id or difference.fact_id
    return [(difference.line_id, beside)] if beside else []


def _marked(
    differences: Sequence[ReviewDifference], rows: Sequence[BesideRow]
) -> tuple[MarkedLine, ...]:
    place = {one.id: number for number, row in enumerate(rows, 1) for one in row.tellings}
    return tuple(
        MarkedLine(
            DIFFERENCES[one.kind],
            one.words,
            one.marked_by.display_name,
            one.marked_at,
            place.get(one.line_id, 0),
        )
        for one in differences
    )
