"""``alongside import`` and ``alongside export``: a force's history in, the return out."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from alongside.areas.crisis.models import Contact, Detention, PublishedCount
from alongside.areas.people.models import Person
from alongside.config.command import exporting, importing
from alongside.foundation.accounts.actions import add_organisation
from alongside.foundation.audit.models import AuditEntry, AuditSubject
from alongside.foundation.audit.verify import verify
from alongside.kernel.actor import Sector
from benchmarks.make_history import rows, write_csv
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db
STATISTICIAN = ("--sign-in-name", "test.force_statistics")
TITLES = "Reference,Detained at,Arrived at,Ended at,Gender,Transport,Reason for police vehicle"
GOOD = "NM-1,10/06/2025 14:20,10/06/2025 15:00,11/06/2025 02:00,Female,Ambulance,"
BAD = "NM-2,10/06/2025 14:20,30/03/2025 01:30,11/06/2025 02:00,Canary,Ambulance,"


@pytest.fixture(autouse=True)
def world():
    with time_machine.travel(NOW, tick=False):
        yield make_world(NOW - timedelta(hours=1))


@pytest.fixture
def file(tmp_path: Path):
    def made(*lines: str) -> Path:
        path = tmp_path / "history.csv"
        path.write_text("\n".join((TITLES, *lines)))
        return path

    return made


def run(app, *words: object) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text().splitlines()))


def bring(path: Path, *more: object) -> Result:
    return run(importing.app, "s136", path, *STATISTICIAN, *more)


def test_a_dry_run_comes_first_and_writes_nothing(file):
    result = bring(file(GOOD))
    assert result.exit_code == 0
    assert "Dry run: 1 detentions would be imported." in result.output
    assert Detention.objects.count() == 0


def test_writing_then_the_same_again(file):
    path = file(GOOD)
    assert "1 detentions imported." in bring(path, "--write").output
    assert verify().broken == ()
    again = bring(path, "--write")
    assert (again.exit_code, Detention.objects.count()) == (0, 1)
    assert "Nothing new: all 1 detentions are here already." in again.output
    assert "1 are here already and are left alone" in bring(path).output


def test_a_file_with_a_rejected_row_is_refused_whole(file, tmp_path):
    path = file(GOOD, BAD)
    for words in ((), ("--write",)):
        result = bring(path, *words)
        assert result.exit_code == 1
        assert "Rejected: row 3, Arrived at: 01:30 on Sun 30 March 2025 did not" in result.output
        assert "Nothing was imported" in result.output
        assert "Canary" not in result.output
    assert Detention.objects.count() == Person.objects.count() == 0
    listed = read_csv(tmp_path / "history.rejects.csv")
    assert [(row["row"], row["column"]) for row in listed] == [("3", "Arrived at"), ("3", "Gender")]
    assert "Canary" not in (tmp_path / "history.rejects.csv").read_text()


def test_good_rows_are_taken_when_asked_for(file, tmp_path):
    path = file(GOOD, BAD)
    result = bring(path, "--write", "--accept-good-rows", "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (answer["imported"], answer["rejected"], answer["refused"]) == (1, 1, False)
    assert Detention.objects.count() == 1
    mended = file(GOOD, BAD.replace("30/03", "30/04").replace("Canary", "Male"))
    assert bring(mended, "--write").exit_code == 0
    assert Detention.objects.count() == 2
    assert not (tmp_path / "history.rejects.csv").exists()


def test_the_answer_as_json(file):
    answer = json.loads(bring(file(GOOD, BAD), "--json").stdout)
    assert answer["dry_run"] is True
    assert answer["refused"] is True
    assert answer["would_import"] == 1
    assert answer["problems"][0]["row"] == 3
    assert answer["columns"]["power_used_at"] == "Detained at"


def test_what_looks_wrong_and_is_kept_is_said(file):
    result = bring(file(GOOD.replace("11/06/2025 02:00", "10/06/2025 13:00")), "--write")
    assert result.exit_code == 0
    assert "Warning: Times are out of order. Kept as they are. (row 2)" in result.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nowhere.csv", *STATISTICIAN), "nowhere.csv: No such file"),
        (("{file}",), "whose act is this?"),
        (("{file}", "--sign-in-name", "nobody"), "there is no such account"),
        (("{file}", "--sign-in-name", "test.amhp"), "this needs the role"),
        (("{file}", *STATISTICIAN, "--organisation", "Elsewhere"), "give the police organisation"),
        (("{file}", *STATISTICIAN, "--map", "no.toml"), "no.toml"),
        (("{file}", *STATISTICIAN, "--rejects", "/nowhere/x.csv"), "/nowhere/x.csv"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(file, words, says):
    path = file(GOOD, BAD)
    result = run(importing.app, "s136", *[str(w).replace("{file}", str(path)) for w in words])
    assert result.exit_code == 2
    assert says in result.output
    assert len(result.output.strip().splitlines()) == 1


def test_another_forces_history_is_not_theirs_to_bring(file):
    add_organisation(name="Railway Police", short_name="RP", sector=Sector.RAILWAY_POLICE, now=NOW)
    result = bring(file(GOOD), "--organisation", "rp")
    assert (result.exit_code, "its own force alone" in result.output) == (2, True)
    administrator = ("--sign-in-name", "test.administrator", "--organisation", "rp")
    result = run(importing.app, "s136", file(GOOD), *administrator, "--write")
    assert result.exit_code == 0
    assert Detention.objects.get().force.name == "Railway Police"


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "it is empty"), (TITLES, "titles and no rows"),
     ("Gender\nFemale", "history.csv: Row 1: no column is power_used_at")],
)  # fmt: skip
def test_a_file_that_holds_nothing_is_bad_input(tmp_path, text, says):
    path = tmp_path / "history.csv"
    path.write_text(text)
    result = bring(path)
    assert (result.exit_code, says in result.output) == (2, True)


def test_columns_are_listed_with_an_example():
    assert "power_used_at (date and time, needed)" in run(importing.app, "columns").output
    assert "[columns]" in run(importing.app, "columns", "--example").output


def test_the_made_file_goes_in_whole(tmp_path):
    write_csv(tmp_path / "h.csv", rows(300, seed=1, until=datetime(2026, 5, 1, tzinfo=UTC)))
    result = bring(tmp_path / "h.csv", "--write")
    assert result.exit_code == 0, result.output
    assert Detention.objects.count() == Contact.objects.exclude(closed_at=None).count() == 300
    assert Person.objects.count() < 300
    assert verify().broken == ()


# The return


def export(path: Path, *more: object) -> Result:
    return run(
        exporting.app, "annual-return", "--year", "2025/26", "--force", "northmoor police",
        "--out", path, *STATISTICIAN, *more,
    )  # fmt: skip


def test_a_return_is_written_and_kept_as_exported(file, tmp_path):
    bring(file(GOOD, GOOD.replace("NM-1", "NM-2")), "--write")
    result = export(tmp_path / "return.csv")
    assert result.exit_code == 0, result.output
    lines = read_csv(tmp_path / "return.csv")
    assert [line["Record"] for line in lines] == ["NM-1", "NM-2"]
    assert lines[0]["Transport"] == "Ambulance"
    assert lines[0]["Sex or gender"] == "Female"
    entry = AuditEntry.objects.get(action="crisis.export_annual_return")
    assert entry.op == "export"
    shown = set(AuditSubject.objects.filter(entry=entry, kind="contact").values_list("subject_id"))
    assert shown == set(Contact.objects.values_list("pk"))


def test_a_return_with_something_to_put_right_is_exit_1(file, tmp_path):
    bring(file(GOOD.replace("Ambulance", "Police vehicle")), "--write")
    result = export(tmp_path / "return.xlsx", "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["to_put_right"]["error"] == 1
    assert "return.vehicle_without_reason" in {issue["code"] for issue in answer["issues"]}
    book = load_workbook(tmp_path / "return.xlsx")
    assert book.sheetnames == ["Return", "To put right"]
    assert book["Return"].max_row == 2
    said = export(tmp_path / "again.csv").output
    assert "NM-1: A police vehicle was used and no reason is recorded." in said


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"--year": "2025"}, "write it like 2025/26"),
        ({"--year": "2025/27"}, "write it like 2025/26"),
        ({"--force": "Elsewhere"}, "there is no such force"),
        ({"--out": "return.pdf"}, "end it in .csv or .xlsx"),
        ({"--out": "/nowhere/return.csv"}, "/nowhere/return.csv"),
        ({"--sign-in-name": "test.doctor"}, "this needs the role"),
    ],
)
def test_a_return_asked_for_wrongly_is_exit_2(tmp_path, change, says):
    asked = {"--year": "2025/26", "--force": "Northmoor Police", "--out": tmp_path / "r.csv",
             "--sign-in-name": STATISTICIAN[1]} | change  # fmt: skip
    result = run(exporting.app, "annual-return", *[w for pair in asked.items() for w in pair])
    assert (result.exit_code, says in result.output) == (2, True), result.output


def test_the_extract_is_shaped_as_mhsds_and_says_it_is_no_submission(file, tmp_path):
    bring(file(GOOD), "--write")
    words = ("mhsds-shaped", "--year", "2025/26", "--force", "Northmoor Police", *STATISTICIAN)
    result = run(exporting.app, *words, "--out", tmp_path / "m.csv")
    assert "This is not a submission." in result.output
    (line,) = read_csv(tmp_path / "m.csv")
    assert line["LegalStatusClassCode"] == "20"
    assert line["EndDateLegalStatusClass"] == "2025-06-11"
    assert AuditEntry.objects.filter(action="crisis.export_mhsds_shaped").count() == 1
    as_json = run(exporting.app, *words, "--out", tmp_path / "m.csv", "--json")
    assert json.loads(as_json.stdout)["submission"] is False
    assert run(exporting.app, *words, "--out", tmp_path / "m.xlsx").exit_code == 2


# Published counts

PUBLISHED = (
    "Year,Measure,measureSubcategory,Demographic,DemographicBreakdown,OrganisationBreakdown,"
    "Datasource,OrgID,OrgName,MHSDS_Count,Acute_Count,Total_Count"
)
NATIONAL = (
    "2023/24,Short term orders,Section 136,All,All,All submissions,Both,All prov,All providers,"
    "15212,1625,16837"
)
SUPPRESSED = "2023/24,Short term orders,Section 136,All,All,NHS Trust,MHSDS,RX0,A TRUST,,,"
DEFECT = "2023/24,All detentions,All,Age,15 and under,h,MHSDS,All prov,All providers,274,0,274"
OTHER = "2023/24,All detentions,All,All,All,ICB,MHSDS,All prov,All providers,274,0,274"


@pytest.fixture
def counts_file(tmp_path: Path):
    def made(*lines: str) -> Path:
        path = tmp_path / "counts.csv"
        path.write_text("\n".join(lines))
        return path

    return made


def publish(path: Path, *more: object) -> Result:
    return run(importing.app, "published-counts", path, *STATISTICIAN, *more)


def test_published_counts_come_in_once_with_the_defect_named(counts_file):
    path = counts_file(PUBLISHED, DEFECT, NATIONAL, SUPPRESSED, OTHER)
    result = publish(path)
    assert result.exit_code == 0
    assert "Warning: row 2, OrganisationBreakdown: It is not one of the publisher" in result.output
    assert "4 new, 0 changed" in result.output
    told = dict(PublishedCount.objects.values_list("measure", "count").filter(
        organisation_code="All prov"))  # fmt: skip
    assert told == {
        "Short term orders: Section 136": 16837,
        "Short term orders: Section 136 (MHSDS)": 15212,
        "Short term orders: Section 136 (acute hospitals)": 1625,
    }
    hidden = PublishedCount.objects.get(organisation_code="RX0")
    assert hidden.count is None
    assert "suppressed" in hidden.rounding
    assert "all are here already and unchanged" in publish(path).output
    assert PublishedCount.objects.count() == 4


def test_published_counts_may_be_tried_first(counts_file):
    answer = json.loads(publish(counts_file(PUBLISHED, NATIONAL), "--dry-run", "--json").stdout)
    assert (answer["counts"], answer["dry_run"]) == (3, True)
    assert PublishedCount.objects.count() == 0
    assert "Dry run" in publish(counts_file(PUBLISHED, NATIONAL), "--dry-run").output


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ((PUBLISHED, OTHER), "no row is about section 135 or 136"),
        ((PUBLISHED.replace("OrgID", "Org"), NATIONAL), "no column has the title OrgID"),
        ((PUBLISHED, NATIONAL, NATIONAL), "in the file twice"),
    ],
)
def test_a_file_that_is_not_theirs_is_bad_input(counts_file, lines, says):
    result = publish(counts_file(*lines))
    assert (result.exit_code, says in result.output) == (2, True), result.output


def test_a_count_that_is_no_count_is_kept_out(counts_file):
    wrong = NATIONAL.replace("1625", "c. 1600")
    lines = (PUBLISHED, wrong, SUPPRESSED, "2023/24,Short term orders")
    answer = json.loads(publish(counts_file(*lines), "--json").stdout)
    assert answer["counts"] == 1
    assert [w.split(":")[0] for w in answer["warnings"]] == [
        "row 2, Acute_Count", "row 4, the whole row",
    ]  # fmt: skip
