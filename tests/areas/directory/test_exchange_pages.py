"""The page and the commands that send the directory out and take one in."""

import json
import uuid
from base64 import b64encode
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from typer.testing import CliRunner, Result

from alongside.areas.directory.actions.taking_in import take_in
from alongside.areas.directory.models import ServiceOption
from alongside.config.command import exporting, importing
from alongside.exchange.open_referral import as_json, read_directory
from alongside.kernel.actor import Role
from tests.exchange.open_referral.test_files import COUNTY
from tests.support.contacts import Browser, text_of
from tests.support.world import NOW, World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
LEAD = ("--sign-in-name", "test.liaison_lead")


@pytest.fixture
def world(time_machine) -> World:
    time_machine.move_to(NOW, tick=False)
    return make_world()


def post(world: World, path: str, **said: object):
    client = Browser(world[Role.LIAISON_LEAD]).client
    return client.post(f"/directory/exchange/{path}", said | {"request_key": str(uuid.uuid4())})


def upload(content: bytes, name: str = "sent.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_page_sends_a_file_that_reads_back(world: World) -> None:
    take_in(world[Role.LIAISON_LEAD], COUNTY, now=NOW)
    sent = post(world, "send/", what="public", shape="json")
    assert sent["Content-Disposition"] == 'attachment; filename="directory.json"'
    assert read_directory("directory.json", sent.content)[0] == COUNTY
    everything = post(world, "send/", what="everything", shape="csv")
    assert read_directory("a.zip", everything.content)[0].services == COUNTY.services


def test_what_to_send_has_to_be_chosen(world: World) -> None:
    answer = post(world, "send/")
    assert answer.status_code == 422
    assert "Choose what to send" in text_of(answer)
    assert "Choose JSON or CSV" in text_of(answer)


def test_a_file_is_looked_at_then_taken_in(world: World) -> None:
    looked = post(world, "look/", file=upload(as_json(COUNTY)))
    assert "2 to add, 0 to change, 0 are so already." in text_of(looked)
    assert not ServiceOption.objects.exists()
    content = b64encode(as_json(COUNTY)).decode()
    assert content in looked.content.decode()
    done = post(world, "take-in/", name="sent.json", content=content)
    assert done.status_code == 302
    client = Browser(world[Role.LIAISON_LEAD]).client
    page = client.get(done["Location"])
    assert "Taken in: 2 added, 0 changed, 0 were so already." in text_of(page)
    assert ServiceOption.objects.get().name == "Harbour Light café"
    again = post(world, "look/", file=upload(as_json(COUNTY)))
    assert "There is nothing to take in." in text_of(again)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choose the file you were sent"),
        ({"file": b""}, "The file is empty: ask for it again"),
        ({"file": b"x" * 1_500_001}, "The file is larger than 1.5 MB"),
        ({"file": b"[7]"}, "sent.json: nothing was taken in. services[0]: this is not an object."),
    ],
)
def test_a_file_that_cannot_be_taken_is_said_beside_the_box(
    world: World, said: dict[str, bytes], words: str
) -> None:
    answer = post(world, "look/", **{name: upload(content) for name, content in said.items()})
    assert answer.status_code == 422
    assert words in text_of(answer)


@pytest.mark.parametrize("content", ["", "not base64!", "e30="])
def test_a_file_that_did_not_come_back_is_asked_for_again(world: World, content: str) -> None:
    answer = post(world, "take-in/", name="sent.json", content=content)
    lost = "The file did not come back with the page."
    if content == "e30=":
        assert answer.status_code == 302  # An empty document: nothing in it, nothing to do.
        return
    assert answer.status_code == 422
    assert lost in text_of(answer)


def test_those_who_do_not_keep_the_directory_are_turned_away(world: World) -> None:
    client = Browser(world[Role.RESPONSE_OFFICER]).client
    assert client.get("/directory/exchange/").status_code == 403
    assert "Send out and take in" not in text_of(client.get("/directory/teams/"))


def run(app: object, *words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_the_commands_write_a_file_and_take_it_in(world: World, tmp_path: Path) -> None:
    sent = tmp_path / "county.json"
    sent.write_bytes(as_json(COUNTY))
    dry = run(importing.app, "directory", sent, *LEAD)
    assert "Dry run: would add 2, change 0; 0 same." in dry.output
    assert not ServiceOption.objects.exists()
    written = run(importing.app, "directory", sent, *LEAD, "--write", "--json")
    assert json.loads(written.output)["added"] == ["Harbour Light", "Harbour Light café"]
    out = tmp_path / "out.zip"
    assert "options for tonight" in run(exporting.app, "directory", "--out", out, *LEAD).output
    assert read_directory("out.zip", out.read_bytes())[0] == COUNTY
    assert run(exporting.app, "directory", "--out", out, *LEAD, "--everything").exit_code == 0


@pytest.mark.parametrize(
    ("app", "words", "said"),
    [
        (exporting.app, ("--out", "a.xlsx", *LEAD), "--out a.xlsx: end it in .json or .zip."),
        (exporting.app, ("--out", "/nowhere/a.json", *LEAD), "--out /nowhere/a.json: No such file"),
        (exporting.app, ("--out", "a.json"), "whose act is this?"),
        (importing.app, ("/nowhere/a.json", *LEAD), "/nowhere/a.json: No such file"),
    ],
)
def test_bad_input_is_one_line(
    world: World, app: object, words: tuple[str, ...], said: str
) -> None:
    answer = run(app, "directory", *words)
    assert answer.exit_code == 2
    assert said in answer.output
