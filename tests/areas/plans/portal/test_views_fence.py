"""Neither side comes through the other's door, and no door leads to a second person."""

import uuid
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from alongside.areas.plans.actions.corrections import ask_to_put_right
from alongside.areas.plans.actions.doors import close_door, take_back_permission
from alongside.areas.plans.rules.corrections import About
from alongside.areas.plans.rules.doors import Allowance
from alongside.foundation.accounts.access import is_own_door
from alongside.kernel.actor import OWN_DOOR, Role
from tests.areas.plans.portal.conftest import carer_of
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
WORDS = {"adding": "name", "contact_part": "words", "str": "x", "slug": "helps", "int": "1"}


def patterns(under: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address there is, with its view."""
    for one in under.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, path)
        else:
            yield path, one


def filled(pattern: URLPattern, path: str, identifier: uuid.UUID) -> str:
    """Write an address with an identifier wherever one belongs."""
    for name, converter in pattern.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        value = str(identifier) if kind == "uuid" else _word(converter, kind)
        start = path.index("<")
        assert name in path[start : path.index(">") + 1]
        path = path[:start] + value + path[path.index(">") + 1 :]
    return "/" + path


def _word(converter: object, kind: str) -> str:
    first = str(getattr(converter, "regex", "")).split("|")[0]
    return first if first.isidentifier() else WORDS.get(kind, "x")


ALL = list(patterns(get_resolver()))
OWN = [(path, one) for path, one in ALL if is_own_door(one.callback)]
STAFF = [
    (path, one)
    for path, one in ALL
    if not any(
        getattr(one.callback, mark, False) for mark in ("own_door", "either_door", "open_to_all")
    )
]


def test_the_walk_meets_both_sides():
    assert len(OWN) > 20
    assert len(STAFF) > 40
    assert all(path.startswith("me/") for path, _ in OWN)
    assert not any(path.startswith("me/") for path, _ in STAFF)


@pytest.mark.parametrize("as_whom", ["person", "carer"])
def test_whoever_came_by_their_own_door_reaches_no_page_of_staff(as_whom, come_by, jamie, browse):
    came = come_by(jamie) if as_whom == "person" else come_by(jamie, carer_of())
    client = browse(came.actor)
    for path, one in STAFF:
        for ask in (client.get, client.post):
            response = ask(filled(one, path, jamie))
            assert response.status_code == 403, path
            assert "Canarymarsh" not in response.content.decode(), path


@pytest.mark.parametrize("role", [role for role in Role if role not in OWN_DOOR])
def test_staff_reach_none_of_the_persons_pages(role, world, jamie, browse):
    client = browse(world[role])
    for path, one in OWN:
        assert client.get(filled(one, path, jamie)).status_code == 403, path


def test_staff_send_nothing_to_them_either(world, jamie, browse):
    client = browse(world[Role.KEYWORKER])
    for path, one in OWN:
        assert client.post(filled(one, path, jamie)).status_code == 403, path


def test_nobody_signed_in_reaches_them_either(client, jamie):
    for path, one in OWN:
        response = client.get(filled(one, path, jamie))
        assert (response.status_code, response.get("Location")) == (302, "/me/enter/"), path


def test_one_door_never_leads_to_another_person(come_by, jamie, priya, browse, world):
    me = come_by(jamie)
    other, their_carer = (
        come_by(priya, called="Priya"),
        come_by(priya, carer_of(carer_name="Canarycarer")),
    )
    asked = ask_to_put_right(
        other.actor, about=About.MY_WORDS, words="canary-of-the-other", now=NOW
    )
    client = browse(me.actor)
    strangers = (priya, other.sheet.door_id, their_carer.sheet.door_id, asked)
    for path, one in OWN:
        for identifier in strangers:
            for ask in (client.get, client.post):
                if path == "me/close/" and ask == client.post:
                    continue
                page = ask(filled(one, path, identifier)).content.decode()
                for canary in ("Priya", "Otherperson", "Canarycarer", "canary-of-the-other"):
                    assert canary not in page, path
    assert browse(their_carer.actor).get("/me/").status_code == 200


def test_a_carer_sees_only_the_pages_that_were_agreed(come_by, jamie, browse):
    carer = come_by(jamie, carer_of())
    client = browse(carer.actor)
    statuses = {
        name: client.get(reverse(f"plans:{name}")).status_code
        for name in ("me", "me_words", "me_sees", "me_help", "me_settings", "me_looks",
                     "me_put_right", "me_carers", "me_share", "me_take_words_back")
    }  # fmt: skip
    assert [name for name, status in statuses.items() if status == 200] == [
        *("me", "me_words", "me_sees", "me_help", "me_settings")
    ]
    assert {status for status in statuses.values() if status != 200} == {403}
    page = client.get("/me/").content.decode()
    assert "Hello, Mo Marsh" in page
    assert "Who looked" not in page


def test_a_carer_with_more_sees_more(come_by, jamie, browse):
    carer = come_by(jamie, carer_of(allowed=frozenset(Allowance)))
    client = browse(carer.actor)
    assert client.get(reverse("plans:me_looks")).status_code == 200
    assert client.get(reverse("plans:me_carers")).status_code == 403


def test_a_permission_taken_back_ends_the_session_with_the_next_tap(come_by, jamie, browse):
    me, carer = come_by(jamie), come_by(jamie, carer_of())
    client = browse(carer.actor)
    assert client.get("/me/").status_code == 200
    take_back_permission(me.actor, carer.sheet.door_id, now=NOW)
    assert client.get("/me/").headers["Location"] == "/me/enter/"


def test_a_door_closed_by_staff_ends_the_session_too(come_by, jamie, browse, keyworker):
    me = come_by(jamie)
    client = browse(me.actor)
    close_door(keyworker, me.sheet.door_id, reason="She asked", now=NOW)
    assert client.get("/me/words/").headers["Location"] == "/me/enter/"
