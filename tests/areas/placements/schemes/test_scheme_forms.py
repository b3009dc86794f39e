"""Forms of a scheme: each does its one thing, says what is wrong beside the field, keeps both."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    PlacementPattern,
    PlacementScheme,
    PlacementService,
    ServiceBuddy,
)
from alongside.foundation.audit.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
FILE = """\
name = "From a file"
[[services]]
code = "cert"
kind = "community"
[[services]]
code = "maple"
kind = "ward"
[[cohorts]]
name = "March"
from = 2026-03-02
to = 2026-03-13
officers = ["PC A"]
"""
SERVICE = {"name": "Oak Ward", "kind": "ward", "seats": "2", "shifts": "early 8:00 to 15:30"}


def text(response) -> str:
    return response.content.decode()


def day(name: str, value: str) -> dict[str, str]:
    return dict(
        zip((f"{name}_day", f"{name}_month", f"{name}_year"), value.split("/"), strict=True)
    )


@pytest.fixture
def desk(placing, browse):
    client = browse(placing.coordinator)

    def post(name: str, args: list, said: dict, status: int = 302):
        response = client.post(reverse(f"placements:{name}", args=args), said)
        assert response.status_code == status, text(response)
        return client.get(response["Location"]) if status == 302 else response

    return post


def test_a_scheme_starts_from_nothing_an_example_or_a_file(placing, desk):
    page = desk("scheme_new", [], {"start": "blank", "name": "Bare"})
    assert "Made. What is still missing is said below." in text(page)
    assert "No service yet" in text(page)
    desk("scheme_new", [], {"start": "care_home", "partner": str(placing.world.trust)})
    home = PlacementScheme.objects.get(name="Three days in a care home")
    assert (home.services.count(), home.learners.count()) == (3, 0)
    assert home.partner_id == placing.world.trust
    desk("scheme_new", [], {"start": "riding_along", "with_people": "on"})
    page = desk("scheme_new", [], {"start": "file", "sent": upload("mine.toml", FILE)})
    assert "From a file" in text(page)
    assert Learner.objects.filter(name="PC A").exists()


def upload(name: str, content: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def workbook() -> bytes:
    book = Workbook()
    book.remove(book.active)
    sheets = {
        "scheme": [["name"], ["From a workbook"]],
        "services": [["code", "kind"], ["cert", "community"], ["maple", "ward"]],
        "cohorts": [["name", "from", "to"], ["March", "2026-03-02", "2026-03-13"]],
        "officers": [["name"], ["PC B"]],
    }
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_workbook_or_csv_files_hold_a_scheme_too(desk):
    page = desk("scheme_new", [], {"start": "file", "sent": upload("a.xlsx", workbook())})
    assert "From a workbook" in text(page)
    sent = [
        upload("services.csv", "code,kind\ncert,community\nmaple,ward\n"),
        upload("cohorts.csv", "name,from,to\nMarch,2026-03-02,2026-03-13\n"),
        upload("officers.csv", "name\nPC C\n"),
    ]
    desk("scheme_new", [], {"start": "file", "name": "From CSV files", "sent": sent})
    assert Learner.objects.get(name="PC C").scheme.name == "From CSV files"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.toml", FILE.replace("2026-03-13", "2026-02-13"), "cohorts, row 1 (March): to is 2026"),
        ("a.toml", FILE.replace('kind = "ward"', "kinds = 1"), "services, row 2 (maple)"),
        ("a.toml", "name = ", "a.toml: not TOML"),
        ("a.toml", b"\xff\xfe", "not text in UTF-8"),
        ("a.pdf", "x", "Send one TOML file, one workbook"),
        ("a.toml", "# " + "x" * 2_100_000, "larger than 2 MB"),
        ("a.xlsx", "no workbook", "not a workbook Excel can open"),
        ("officers.csv", "name\nPC C\n", "officers, row 1 (PC C): cohort is missing"),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_leaves_nothing(desk, name, content, says):
    page = desk("scheme_new", [], {"start": "file", "sent": upload(name, content)}, 422)
    assert says in text(page)
    assert PlacementScheme.objects.count() == 1


def test_what_a_start_needs_is_asked_for(desk):
    assert "Choose the file." in text(desk("scheme_new", [], {"start": "file"}, 422))
    assert "Enter a name" in text(desk("scheme_new", [], {"start": "blank"}, 422))
    page = desk(
        "scheme_new", [], {"start": "sheffield", "name": "Northmoor police placements"}, 422
    )
    assert "There is one of that name already." in text(page)


def test_a_service_is_added_changed_and_leaves(placing, desk):
    page = desk("service_new", [placing.scheme.id], SERVICE | {"closed": "15 June 2026"})
    assert "Closed Mon 15 June 2026" in text(page)
    oak = PlacementService.objects.get(name="Oak Ward")
    page = desk("service_change", [oak.id], SERVICE | {"version": "1", "seats": "3"}, 422)
    assert "If this service has agreed to more, say why." in text(page)
    bad = SERVICE | {"version": "1", "closed": "soon", "flags": "arrested him", "shifts": "late"}
    page = text(desk("service_change", [oak.id], bad, 422))
    for words in ("“soon” is not a day", "“ARRESTED HIM” is not a mark", "“late” is not a shift"):
        assert words in page
    changed = SERVICE | {"version": "1", "note": "Ring the bell"}
    assert "Ring the bell" in text(desk("service_change", [oak.id], changed))
    page = desk("service_leave", [oak.id], {})
    assert "It no longer takes part." in text(page)


def test_two_who_change_a_service_see_both_and_the_second_wins_knowingly(placing, desk):
    larch = placing.services["larch"]
    first = SERVICE | {"name": "Larch Ward", "version": "1", "ask_for": "Sister Bo"}
    desk("service_change", [larch.id], first)
    second = first | {"ask_for": "Nurse Cy", "closed": "15/6/2026"}
    page = desk("service_change", [larch.id], second, 409)
    for words in ("Somebody else changed this", "Sister Bo", "Nurse Cy", "Whom to ask for"):
        assert words in text(page)
    assert 'name="version" value="2"' in text(page)
    desk("service_change", [larch.id], second | {"version": "2"})
    larch.refresh_from_db()
    assert (larch.ask_for, larch.version) == ("Nurse Cy", 3)


def test_a_buddy_is_added_changed_and_leaves(placing, desk):
    larch = placing.services["larch"]
    account = str(placing.buddy.user_id)
    page = desk("buddy_new", [larch.id], {"name": "Nurse Bo", "load": "1", "user_id": account})
    assert "Signs in here." in text(page)
    bo = ServiceBuddy.objects.get(name="Nurse Bo")
    said = {"name": "Nurse Bo", "load": "2", "version": "1", "away": "15/6/2026 to 19/6/2026"}
    page = desk("buddy", [bo.id], said)
    assert "Away Mon 15 June 2026 to Fri 19 June 2026." in text(page)
    page = desk("buddy", [bo.id], said | {"load": "1", "away": ""}, 409)
    assert "Mon 15 June 2026" in text(page)
    assert "Nurse Bo" not in text(desk("buddy_leave", [bo.id], {}))


def test_a_pattern_and_a_cohort_are_added_and_changed(placing, desk):
    scheme = placing.scheme.id
    said = {"name": "ward alone", "parts": "ward, 3 days", "order": "given"}
    page = desk("pattern_new", [scheme], said)
    assert "3 days at a ward service." in text(page)
    alone = PlacementPattern.objects.get(name="ward alone")
    desk("pattern", [alone.id], said | {"parts": "ward", "order": "any", "version": "1"})
    page = desk("pattern", [alone.id], said | {"version": "1"}, 409)
    assert "ward, 5 days" in text(page)
    cohort = {
        "name": "July 2026",
        "pattern_id": str(alone.id),
        **day("first_on", "6/7/2026"),
        **day("last_on", "10/7/2026"),
    }
    page = desk("cohort_new", [scheme], cohort)
    assert "Nobody is in it yet." in text(page)
    july = PlacementCohort.objects.get(name="July 2026")
    late = cohort | {"version": "1"} | day("induction_on", "8/7/2026")
    assert "The induction is after they start." in text(desk("cohort_change", [july.id], late, 422))
    desk("cohort_change", [july.id], cohort | {"version": "1", "feedback_at": "Room 4"})
    page = desk("cohort_change", [july.id], cohort | {"version": "1"}, 409)
    assert "Room 4" in text(page)


def test_many_are_pasted_and_one_is_changed_and_withdrawn(placing, desk):
    cohort = placing.cohort.id
    page = desk("cohort_people", [cohort], {"people": "PC Eve Elm\nPC Ann Ash"}, 422)
    assert "PC Ann Ash is in this scheme already" in text(page)
    page = desk("cohort_people", [cohort], {"people": "PC Eve Elm, constable\nPC Fay Fir"})
    assert "6 officers" in text(page)
    assert "There are" not in text(page)
    eve = Learner.objects.get(name="PC Eve Elm")
    said = {"name": "PC Eve Elm", "cohort_id": str(cohort), "version": "1"}
    page = desk("learner_change", [eve.id], said | {"conflicts": "his sister"}, 422)
    assert "is not a mark" in text(page)
    wishes = {"leave": "15 June 2026", "prefers": ["larch"], "conflicts": "k7", "wants": "crisis"}
    page = text(desk("learner_change", [eve.id], said | wishes | day("vetted_on", "1/6/2026")))
    for words in ("Mon 15 June 2026", "Larch Ward", "K7", "Mon 1 June 2026", "crisis"):
        assert words in page
    page = text(desk("learner_change", [eve.id], said | {"excluded": ["rowan"]}, 409))
    assert "Rowan Ward" in page
    assert "Say why" not in page
    assert "Answer: Why?" in text(desk("learner_withdraw", [eve.id], {"why": " "}, 422))
    page = desk("learner_withdraw", [eve.id], {"why": "Moved to Leeds"})
    assert "Withdrawn Wed 10 June 2026: Moved to Leeds." in text(page)


def test_what_a_scheme_says_and_wishes_is_changed_and_it_ends(placing, desk):
    scheme = placing.scheme.id
    words = {
        "name": "Ours",
        "learner_word": "clinician",
        "day_starts": "8:00",
        "day_ends": "20:00",
        "records_needed": "a DBS check",
        "version": "1",
    }
    page = text(desk("scheme_change", [scheme], words))
    assert "4 clinicians without a date for: a DBS check." in page
    page = desk("scheme_change", [scheme], words | {"version": "2", "day_ends": "12:00"}, 422)
    assert "Home treatment: “early” runs from 08:00 to 15:30." in text(page)
    assert "Write a time like 08:00." in text(
        desk("scheme_change", [scheme], words | {"day_ends": "late"}, 422)
    )
    weights = {"unplaced": "1000", "repeat": "9", "preference": "4", "objective": "2"}
    page = desk("scheme_weights", [scheme], weights | {"fairness": "-1", "version": "2"}, 422)
    desk("scheme_weights", [scheme], weights | {"fairness": "1", "version": "2"})
    page = text(desk("scheme_weights", [scheme], weights | {"fairness": "5", "version": "2"}, 409))
    assert "A service that has more than its share" in page
    page = text(desk("scheme_end", [scheme], {}))
    assert "It stays here to be read." in page
    assert "Add a service" not in page
    page = desk("service_new", [scheme], SERVICE, 422)
    assert "This scheme has ended" in text(page)


def test_a_scheme_leaves_as_a_file_and_that_is_kept(placing, browse):
    client = browse(placing.coordinator)
    response = client.get(reverse("placements:scheme_file", args=[placing.scheme.id]))
    assert response["Content-Disposition"] == (
        'attachment; filename="northmoor-police-placements.toml"'
    )
    assert "alongside placements plan northmoor-police-placements.toml" in text(response)
    assert 'name = "PC Ann Ash"' in text(response)
    entry = AuditEntry.objects.order_by("-pk").first()
    assert (entry.op, entry.action) == ("export", "placements.scheme_file")
