"""What every act on a version of the guide has in common: one at a time, told, kept."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import Resolver404, resolve

from alongside.areas.liaison.models import GuideEvent, GuidePage, GuideVersion, LawQuote
from alongside.areas.liaison.queries.guide_text import law_names
from alongside.areas.liaison.rules.guide_states import next_state
from alongside.areas.liaison.rules.law_quotes import check_names, quoted
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.kit.markdown import own_links_in
from alongside.foundation.kit.story_order import next_place
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference.who_somebody_is import tells_who
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

PAGE: Final = "guide_page"
VERSION: Final = "guide_version"


def locked_page(page_id: UUID) -> GuidePage:
    """Lock a page, so that those who change it or its versions take turns.

    Raises:
        Refused: ``guide.not_found``.
    """
    page = GuidePage.objects.select_for_update().filter(pk=page_id).first()
    if page is None:
        raise not_found()
    return page


def locked_version(version_id: UUID) -> GuideVersion:
    """Lock the page of a version, and load the version.

    Raises:
        Refused: ``guide.not_found``.
    """
    found = GuideVersion.objects.filter(pk=version_id).values_list("page_id", flat=True).first()
    if found is None:
        raise not_found()
    page = locked_page(found)
    row = GuideVersion.objects.get(pk=version_id)
    row.page = page
    return row


def not_found() -> Refused:
    """Say that there is no such page."""
    return Refused(
        "guide.not_found",
        "There is no such page in the guide.",
        next_step="Look for it in the contents of the guide.",
    )


def move(row: GuideVersion, act: str, *, by: Actor | None, now: datetime, words: str = "") -> None:
    """Put a version where an act leads, save it, and write the act in its story.

    Raises:
        Refused: ``guide.state``.
    """
    row.state = next_state(row.state, act).value
    row.version += 1
    row.save()
    tell_story(row, act, by=by, now=now, words=words)


def tell_story(
    row: GuideVersion, kind: str, *, by: Actor | None, now: datetime, words: str = ""
) -> None:
    """Write one thing that was done with a version or said of it."""
    GuideEvent.objects.create(
        of=row,
        sequence=next_place(row.events.all()),
        kind=kind,
        happened_at=now,
        by_id=by.user_id if by else None,
        words=words.strip(),
    )


def keep_quotes(row: GuideVersion, *, now: datetime) -> None:
    """Keep which numbers of the law a version quotes, and what each says today."""
    row.quotes.all().delete()
    said = {name: quoted(name, on=local_date(now)) for name in law_names(row.markdown)}
    LawQuote.objects.bulk_create(
        LawQuote(of=row, name=name, said=law.words[:120]) for name, law in said.items() if law
    )


def check_text(markdown: str) -> None:
    """Refuse a text that quotes unknown law, leads nowhere, or tells who somebody is.

    Raises:
        Refused: ``guide.unknown_law``, ``guide.dead_link`` or ``guide.tells_who``.
    """
    check_names(law_names(markdown))
    for address in own_links_in(markdown):
        try:
            resolve(address.split("?")[0].split("#")[0])
        except Resolver404:
            raise Refused(
                "guide.dead_link",
                f"The link to {address[:80]} leads nowhere.",
                next_step="Open the page you mean and copy what follows this site's name.",
                field="markdown",
            ) from None
    check_tells_nobody_to_ring(markdown, field="markdown")


def check_tells_nobody_to_ring(words: str, *, field: str) -> None:
    """Refuse words that could tell who somebody is, or that keep a number to ring.

    Raises:
        Refused: ``guide.tells_who``.
    """
    kinds = tells_who(words)
    if kinds:
        raise Refused(
            "guide.tells_who",
            f"This looks as if it has {' and '.join(kinds)} in it.",
            next_step="A number to ring belongs in the directory, where somebody confirms it: "
            "link to /directory/. Nothing about a person belongs in the guide.",
            field=field,
        )


def audit(
    actor: Actor | None,
    action: str,
    subject: Ref,
    *,
    now: datetime,
    fields: Iterable[str] = (),
    op: Op = Op.ALTERATION,
    also: tuple[Ref, ...] = (),
    request_key: UUID | None = None,
) -> None:
    """Write the audit row of a change: names of columns, never what they say."""
    entry = Entry(op, f"liaison.{action}", subject, fields=tuple(fields), also=also)
    record(actor, entry, now=now, request_key=request_key)


def audit_version(
    actor: Actor, action: str, row: GuideVersion, *, now: datetime, request_key: UUID | None = None
) -> None:
    """Write the audit row of an act on a version."""
    page = (Ref(PAGE, row.page_id),)
    audit(actor, action, Ref(VERSION, row.id), also=page, now=now, request_key=request_key)


def tell(topic: str, row: GuideVersion, by: Actor, *, now: datetime) -> None:
    """Put in the outbox that something was done with a version."""
    send(topic, {"version": str(row.id), "by": str(by.user_id)}, now=now)
