"""A custody list sent to the page as a file: read as a pasted one is, and refused as plainly."""

import io
import uuid
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from alongside.areas.diversion.actions import custody_files
from alongside.areas.diversion.models import CustodyList, CustodyRow
from alongside.exchange.spreadsheets import custody as spreadsheets
from tests.support.contacts import Browser, text_of
from tests.support.custody import PASTED, Suite, make_suite
from tests.support.world import NOW, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
CSV = PASTED.replace(", ", " ").replace("\t", ",").encode()


@dataclass(frozen=True)
class Sender:
    """Somebody at the page that takes lists."""

    suite: Suite

    def send(self, name: str, content: bytes | None, **more: str):
        said = {"site": str(self.suite.custody), "way": "file", "request_key": str(uuid.uuid4())}
        if content is not None:
            said["file"] = SimpleUploadedFile(name, content)
        return Browser(self.suite.nurse).client.post(reverse("diversion:custody_add"), said | more)


@pytest.fixture
def sender(time_machine) -> Sender:
    time_machine.move_to(NOW, tick=False)
    return Sender(make_suite(make_world()))


def workbook() -> bytes:
    book = Workbook()
    for line in PASTED.splitlines():
        book.active.append(line.split("\t"))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_waits_until_each_name_is_decided(sender: Sender, kind: str) -> None:
    content = CSV if kind == "csv" else workbook()
    answer = sender.send(f"morning.{kind}", content, file_whole="yes")
    held = CustodyList.objects.get()
    assert answer["Location"] == reverse("diversion:decide", args=[held.id])
    assert (held.way, held.file_name, held.whole) == ("file", f"morning.{kind}", True)
    rows = CustodyRow.objects.order_by("number")
    assert [row.said["custody_reference"] for row in rows] == ["NM/1", "NM/2"]
    assert [problem["row"] for problem in held.problems] == [4]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Choose a file"),
        (b"", "The file is empty"),
        (b"Number,Offence\nNM/1,Theft\n", "name"),
        (b"Name,Date of birth\nMarsh,31/02/1990\n", "No row can be taken"),
        (b"\xd0\xcf\x11\xe0 old", "old or protected Excel file"),
        (b"PK\x03\x04 broken", "not a workbook Excel can open"),
        (b"Name\n" + b"x" * custody_files.LARGEST, "larger than 2 MB"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why_beside_it(sender: Sender, content, said) -> None:
    answer = sender.send("list.csv", content)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert 'href="#id_file"' in answer.content.decode()
    assert CustodyList.objects.count() == 0


def test_a_workbook_that_unpacks_to_far_more_is_refused(sender: Sender, monkeypatch) -> None:
    monkeypatch.setattr(spreadsheets, "LARGEST_SENT_UNPACKED", 1024)
    assert "unpacks to more than" in text_of(sender.send("list.xlsx", workbook()))
