"""Every page for each role; every error in words; nothing small on any of them."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from alongside.areas.crisis.rules.permissions import PERMISSIONS as CRISIS
from alongside.areas.insight import actions
from alongside.areas.insight.models import Publication, RegisteredQuestion
from alongside.areas.insight.rules.asking import Method
from alongside.areas.insight.rules.permissions import PERMISSIONS
from alongside.kernel.actor import OWN_DOOR, Role
from tests.areas.insight.test_actions import asked  # noqa: F401  a fixture

DESK = [role for role in Role if role not in OWN_DOOR]
PAGES = ("dashboard", "questions", "report", "report_sheet")


@pytest.mark.parametrize("role", DESK)
def test_each_page_opens_for_those_who_count_and_for_nobody_else(
    role, world, history, agreed, browse
):
    client = browse(world[role])
    sees = role in PERMISSIONS["insight.see"]
    for name in PAGES:
        assert client.get(reverse(f"insight:{name}")).status_code == (200 if sees else 403), name
    for kind in ("pdf", "xlsx"):
        url = reverse(f"insight:report_{kind}")
        assert client.get(url).status_code == (200 if sees else 403)
    asks = role in PERMISSIONS["question.register"]
    assert client.get(reverse("insight:ask")).status_code == (200 if asks else 403)


@pytest.mark.parametrize("role", sorted(OWN_DOOR))
def test_the_persons_own_door_does_not_lead_here(role, world, browse):
    assert browse(world[role]).get(reverse("insight:dashboard")).status_code in (302, 403, 404)


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("?first=June", 422, "is not a month"),
        ("?first=2026-05&last=2026-04", 422, "comes before the first"),
        ("?last=2026-06", 422, "is not over yet"),
        ("?area=everywhere", 422, "That is not an area"),
        ("?locality=Atlantis", 422, "Nothing is recorded near"),
        ("?profile=NONE", 422, "No rule called NONE"),
        ("?area=00000000-0000-4000-8000-000000000000", 403, "no such area"),
    ],
)
def test_a_filter_that_cannot_be_answered_says_why(gwen, history, browse, query, status, words):
    answer = browse(gwen).get(reverse("insight:dashboard") + query)
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_the_dashboard_says_what_each_number_stands_on(gwen, history, browse):
    text = browse(gwen).get(reverse("insight:dashboard") + "?area=all").content.decode()
    for words in (
        "Uses of section 136",
        "What this counts",
        "Month by month",
        "cannot separate from trend",
        "31,213",
        "16,837",
        "These two disagree",
        "Counts from 1 to 7 are shown as *",
        "four rules of NHS Making Data Count",
        "made up for this fictional county",
        "Your own organisation’s record",
    ):
        assert words in text, words


def test_each_chart_is_told_to_somebody_who_cannot_see_it(gwen, history, browse):
    text = browse(gwen).get(reverse("insight:dashboard")).content.decode()
    assert text.count('role="img"') == text.count("<desc id=") >= 4
    assert "more than chance" in text


def test_the_other_rule_may_be_asked_for_by_address(gwen, history, browse):
    text = browse(gwen).get(reverse("insight:dashboard") + "?profile=MHSDS").content.decode()
    assert "Counts below 5 are shown as *" in text


def test_an_empty_record_says_so_kindly(gwen, browse):
    client = browse(gwen)
    assert "Nothing to count yet" in client.get(reverse("insight:dashboard")).content.decode()
    assert "Nothing to report yet" in client.get(reverse("insight:report")).content.decode()
    assert "No question has been put" in client.get(reverse("insight:questions")).content.decode()
    sheet = client.get(reverse("insight:report_sheet"))
    assert sheet.status_code == 422


def test_records_are_opened_only_where_that_is_lawful(world, gwen, history, agreed, browse):
    assert PERMISSIONS["insight.open_records"] <= CRISIS["return.make"]
    url = reverse("insight:dashboard")
    text = browse(gwen).get(url).content.decode()
    assert "Open the records of 2026/27" in text
    text = browse(gwen).get(url + "?area=all").content.decode()
    assert "Choose one organisation" in text
    text = browse(world[Role.POLICE_SUPERVISOR]).get(url).content.decode()
    assert "Your role sees counts, not the records behind them" in text
    assert "Open the records" not in text


def test_a_list_too_short_is_not_opened(gwen, history, browse):
    text = browse(gwen).get(reverse("insight:dashboard") + "?first=2026-05").content.decode()
    assert "a list this short could tell who they are" in text


def sent(**changed):
    whole = {
        "change": "a nurse in the control room",
        "measure": "uses",
        "area": "",
        "start": "2025-06",
        "months_after": "12",
        "comparator": "none",
        "season": "no",
        "slope": "no",
        "family": "quasipoisson",
        "lag": "0",
        "seen": "no",
    }
    return whole | changed


def test_a_question_is_put_answered_and_amended_on_its_pages(world, gwen, history, browse):
    client = browse(gwen)
    answer = client.post(reverse("insight:ask"), sent(area=str(world.police)))
    assert answer.status_code == 302
    url = answer["Location"]
    text = client.get(url).content.decode()
    assert "Nobody has looked yet" in text
    assert "12 months after the start were over already" in text
    assert client.post(f"{url}look/").status_code == 302
    text = client.get(url).content.decode()
    for words in (
        "How sure, and what would change our mind",
        "Nothing was set beside it",
        "alongside evaluate its months.csv",
        "First looked at",
    ):
        assert words in text, words
    amended = sent(season="yes", reason="Winter is worse")
    assert client.post(f"{url}amend/", amended).status_code == 302
    text = client.get(url).content.decode()
    assert "The data had been seen." in text
    assert "As registered" in text
    assert "As amended (1)" in text
    assert "Winter is worse" in text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"change": ""}, "Answer: What began?"),
        ({"start": "soon"}, "is not a month"),
        ({"start": "2099-01"}, "months ahead"),
        ({"months_after": "1"}, "Wait for at least 3 months"),
        ({"seen": ""}, "Say whether you have seen them"),
        ({"lag": "40"}, "Enter 0 to 12 months"),
        ({"measure": "harm"}, "harm"),
    ],
)
def test_a_question_that_is_not_right_says_what_to_put_right(
    world, gwen, history, browse, changed, words
):
    fields = sent(area=str(world.police)) | changed
    answer = browse(gwen).post(reverse("insight:ask"), fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not RegisteredQuestion.objects.exists()


def test_an_amendment_that_changes_nothing_says_so(world, gwen, history, browse, asked):  # noqa: F811
    made = actions.register_question(gwen, asked, now=asked_at())
    url = reverse("insight:amend", args=[made])
    client = browse(gwen)
    assert 'value="none" selected' in client.get(url).content.decode()
    answer = client.post(url, sent(reason="None"))
    assert answer.status_code == 422
    assert "That is the method as it stands" in answer.content.decode()


def asked_at():
    from tests.support.world import NOW

    return NOW


def test_somebody_who_may_not_count_an_area_sees_no_question_about_it(
    world,
    gwen,
    anika,
    history,
    browse,
    asked,  # noqa: F811
):
    made = actions.register_question(gwen, asked, now=asked_at())
    client = browse(anika)
    assert client.get(reverse("insight:question", args=[made])).status_code == 403
    assert "a nurse" not in client.get(reverse("insight:questions")).content.decode()


def test_a_report_goes_out_on_paper_and_as_files(gwen, history, browse):
    client = browse(gwen)
    assert "What did not" in client.get(reverse("insight:report_sheet")).content.decode()
    pdf = client.get(reverse("insight:report_pdf") + "?month=2026-04")
    assert pdf.content.startswith(b"%PDF")
    assert "2026-04.pdf" in pdf["Content-Disposition"]
    book = load_workbook(io.BytesIO(client.get(reverse("insight:report_xlsx")).content))
    assert book.sheetnames == ["Report", "What is counted", "Notes"]
    cells = [cell for row in book["Report"].iter_rows(values_only=True) for cell in row]
    assert "Uses of section 136" in cells


def test_publishing_keeps_it_and_says_so(world, gwen, history, browse):
    client = browse(gwen)
    fields = {"area": str(world.police), "month": "2026-05"}
    answer = client.post(reverse("insight:publish"), fields)
    assert answer.status_code == 302
    assert Publication.objects.count() == 1
    text = client.get(answer["Location"]).content.decode()
    assert "Published Wed 10 June 2026" in text
    assert client.post(reverse("insight:publish"), {"area": "x"}).status_code == 422


def test_an_area_with_no_uses_shows_no_empty_boxes(world, gwen, anika, history, agreed, browse):
    text = browse(world[Role.LIAISON_LEAD]).get(reverse("insight:dashboard")).content.decode()
    assert "Something else tried" not in text
    assert "Contact plans over the last 12 months" in text


def test_a_method_with_a_comparator_is_named(world, gwen, history, browse, asked):  # noqa: F811
    made = actions.register_question(gwen, asked, now=asked_at())
    row = RegisteredQuestion.objects.get(pk=made)
    row.method = Method(comparator_area=str(world.trust)).as_json()
    row.save()
    text = browse(gwen).get(reverse("insight:question", args=[made])).content.decode()
    assert "Northmoor Mental Health NHS Trust" in text
