"""What one shift hands the next, and the record sheet that is filed."""

import io

from pypdf import PdfReader

from alongside.foundation.audit.models import AuditEntry
from tests.support.county import County
from tests.support.somebody import Somebody

NOTE = "Weir railings: the lamp there is out. Council told, job 4471."


def test_one_hands_a_shift_over_and_another_takes_it_on(
    coordinator: Somebody, officer: Somebody, county: County
) -> None:
    # Given a nurse at the end of a shift
    county.hold(county.canary.id, minutes_ago=50)
    coordinator.sign_in("leila.farouk")
    coordinator.at("The desk")
    coordinator.taps("Shift handover", "link")
    coordinator.at("Shift handover")
    coordinator.sees("No handovers in the last three days")

    # When they send nothing, they are asked for something; then they write and send it
    coordinator.taps("Hand over")
    coordinator.refused("Write a note, or tick the contacts")
    coordinator.types("What does the next shift need to know?", NOTE)
    coordinator.answers("Which open contacts is it about?", "Z.Q., Weir railings")
    coordinator.taps("Hand over")
    coordinator.at("Shift handover")
    coordinator.sees("Waiting for somebody coming on to take it")

    # Then somebody coming on takes it, and the nurse sees who did
    officer.sign_in("nia.prosser")
    officer.at("The desk")
    officer.goes_to("/crisis/shift/", "Shift handover")
    officer.sees(NOTE, "Z.Q.")
    officer.taps("Take this shift on")
    officer.at("Shift handover")
    coordinator.page.reload()
    coordinator.at("Shift handover")
    coordinator.sees("Taken on by Nia Prosser, nurse")


def test_the_record_sheet_is_read_printed_and_kept(coordinator: Somebody, county: County) -> None:
    # Given somebody held
    contact = county.hold(county.canary.id, minutes_ago=50)
    coordinator.sign_in("priya.nair")
    coordinator.at("The desk")
    coordinator.goes_to(f"/crisis/contacts/{contact}/", county.canary.full)

    # When the coordinator opens the record sheet and downloads it
    coordinator.taps("Record sheet", "link")
    coordinator.at("Record")
    coordinator.sees(county.canary.full, "Weir railings", "PC Ade Okafor")
    with coordinator.page.expect_download() as downloading:
        coordinator.taps("Download as a PDF", "link")
    download = downloading.value

    # Then the file says the same, its name says nothing of the person, and both are on the log
    pages = PdfReader(io.BytesIO(download.path().read_bytes())).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    for words in (county.canary.full, "Weir railings", "PC Ade Okafor", "Would not step back"):
        assert words in text
    assert download.suggested_filename == f"record-{str(contact)[:8]}.pdf"
    looks = AuditEntry.objects.filter(action__contains="print").values_list("op", flat=True)
    assert len(looks) == 2
