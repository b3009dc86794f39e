"""Refusals nobody caught, and the pages that belong to no area."""

import json

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from alongside.foundation.kit import views
from alongside.foundation.kit.middleware import RefusalPages
from alongside.foundation.kit.navigation import (
    Navigation,
    NavItem,
    navigation,
    register,
    registered,
)
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.foundation.kit.markup import read
from tests.support.world import NOW, World, make_world

pages = RefusalPages(lambda request: HttpResponse())


def asking(method="get", **options):
    """A request from nobody, as the middleware would see it."""
    request = getattr(RequestFactory(), method)("/crisis/x/", **options)
    request.actor, request.now = None, NOW
    return request


@pytest.mark.parametrize(
    ("refused", "status", "title"),
    [
        (NotPermitted("a.b", "Not yours."), 403, "This is not open to you"),
        (Conflict("a.b", "Changed.", theirs={}), 409, "Somebody else changed this first"),
        (Refused("a.b", "It is closed."), 422, "That could not be done"),
    ],
)
def test_each_kind_of_refusal_has_its_status_and_title(refused, status, title):
    response = pages.process_exception(asking(), refused)
    assert response.status_code == status
    assert response["X-Alongside-Refused"] == "a.b"
    page = read(response.content.decode())
    assert page.one("h1").words == title
    assert refused.message in page.words


def test_a_refusal_says_what_to_do_next_and_gives_back_what_was_typed():
    request = asking("post", data={"story": "She asked us to wait", "csrfmiddlewaretoken": "x"})
    refused = Refused("a.b", "It is closed.", next_step="Open it again.")
    words = read(pages.process_exception(request, refused).content.decode()).words
    assert "Open it again." in words
    assert "She asked us to wait" in words


def test_a_conflict_shows_what_the_record_says_now():
    conflict = Conflict("a.b", "Changed.", theirs={"Address": "12 Mill Lane <b>"})
    response = pages.process_exception(asking(), conflict)
    assert "Address 12 Mill Lane <b>" in read(response.content.decode()).words


@pytest.mark.parametrize(
    ("came_from", "offered"),
    [("http://testserver/desk/", True), ("https://elsewhere.test/", False)],
)
def test_the_way_back_is_offered_only_within_this_site(came_from, offered):
    request = asking(headers={"referer": came_from})
    page = read(pages.process_exception(request, Refused("a.b", "No.")).content.decode())
    assert bool(page.all("a", href=came_from)) is offered


def test_a_refusal_of_an_improved_link_replaces_the_page():
    request = asking(headers={"hx-request": "true"})
    assert pages.process_exception(request, Refused("a.b", "No."))["HX-Retarget"] == "body"


def test_a_bug_is_left_to_be_seen_as_a_bug():
    assert pages.process_exception(asking(), RuntimeError()) is None
    assert pages(asking()).status_code == 200


def test_our_own_failure_is_said_without_reading_the_database():
    response = views.server_error(asking())
    assert response.status_code == 500
    assert "Nothing is ever half-saved" in read(response.content.decode()).words


def test_a_stale_form_gives_back_what_was_typed():
    response = views.csrf_failure(asking("post", data={"story": "She asked us to wait"}))
    assert response.status_code == 403
    assert "She asked us to wait" in read(response.content.decode()).words


def test_no_page_carries_a_script_or_a_style_inside_it():
    page = read(views.not_found(asking()).content.decode())
    assert all(script.attrs.get("src") and not script.words for script in page.all("script"))
    assert page.all("style") == []
    assert not [e for e in page.all() if "style" in e.attrs or "onclick" in e.attrs]


def test_health_says_so_when_the_database_does_not_answer(monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(views, "delivery_report", broken)
    assert views.health(asking()).status_code == 503


@pytest.mark.django_db
class TestOpenPages:
    """Pages anybody may ask for."""

    def test_health_is_open_to_all(self, client: Client):
        response = client.get("/health/")
        assert response.status_code == 200
        assert response.json()["status"] == "ok"

    def test_the_manifest_names_an_icon_that_is_served(self, client: Client):
        answer = json.loads(client.get("/manifest.webmanifest").content)
        assert answer["icons"][0]["src"].endswith("kit/icon.svg")

    def test_a_missing_page_is_kind_to_somebody_signed_in(self, client: Client, world: World):
        sign_in(client, world, Role.RESPONSE_OFFICER)
        response = client.get("/no/such/page/")
        assert response.status_code == 404
        assert "There is no page here" in response.content.decode()

    @pytest.mark.parametrize(
        ("wanted", "goes_to"),
        [("/sign-in/", "/sign-in/"), ("https://elsewhere.test/", "/"), ("", "/")],
    )
    def test_colours_chosen_are_kept_and_lead_back_only_within_this_site(
        self, client: Client, wanted, goes_to
    ):
        response = client.post("/theme/", {"theme": "dark", "next": wanted})
        assert response["Location"] == goes_to
        assert client.cookies["alongside_theme"].value == "dark"
        page = read(client.get("/sign-in/").content.decode())
        assert page.one("html").attrs["data-theme"] == "dark"
        assert page.one("button", aria_pressed="true").words == "Dark"

    def test_colours_nobody_offers_are_not_kept(self, client: Client):
        client.post("/theme/", {"theme": "tartan"})
        assert "alongside_theme" not in client.cookies

    def test_staying_signed_in_needs_a_session_and_a_post(self, client: Client, world: World):
        assert client.post("/session/").status_code == 401
        sign_in(client, world, Role.RESPONSE_OFFICER)
        assert client.get("/session/").status_code == 405
        assert client.post("/session/").status_code == 204

    def test_the_header_says_who_you_are_and_how_to_leave(self, client: Client, world: World):
        sign_in(client, world, Role.RESPONSE_OFFICER)
        page = read(client.get("/duty/").content.decode())
        who = page.one("details", class_="as-me")
        assert "Response officer, Northmoor Police · on duty" in who.words
        assert who.one("form", action="/sign-out/").attrs["method"] == "post"


@pytest.fixture
def world() -> World:
    return make_world()


def sign_in(client: Client, world: World, role: Role) -> None:
    """Open a session as the person in a role."""
    from alongside.foundation.accounts.models import User

    client.force_login(User.objects.get(pk=world[role].user_id))
    session = client.session
    session["seen_at"] = 4_000_000_000
    session.save()


def test_links_are_in_order_for_the_roles_that_see_them_with_their_counts(monkeypatch):
    monkeypatch.setattr("alongside.foundation.kit.navigation._ITEMS", {})
    doctors = frozenset({Role.DOCTOR})
    register(NavItem("Late", "accounts:duty", order=90, count=lambda actor: 3))
    register(NavItem("Doctors", "accounts:sign_in", roles=doctors, order=10))
    register(NavItem("Late again", "accounts:duty", order=90, count=lambda actor: 4))
    assert [item.label for item in registered()] == ["Doctors", "Late again"]

    class Viewer:
        role = Role.RESPONSE_OFFICER

    request = asking()
    assert navigation(request) == Navigation((), ())
    request.actor, request.path = Viewer(), "/duty/end/"
    [link] = navigation(request).row
    assert (link.label, link.href, link.here, link.count) == ("Late again", "/duty/", True, 4)


def test_every_page_of_the_kit_says_whether_it_is_open():
    opened = [views.theme, views.manifest, views.health]
    assert all(getattr(view, "open_to_all", False) for view in opened)
    assert not getattr(views.session, "open_to_all", False)
