"""What a report says at each level, what it may not say, and where it stands."""

import itertools
from datetime import date

import pytest

from alongside.areas.diversion.rules.report_draft import TO_FILL, OnRecord, drafted, unfinished
from alongside.areas.diversion.rules.report_levels import (
    CATEGORIES,
    HEADINGS,
    LEVELS,
    headings_of,
    valid_until,
)
from alongside.areas.diversion.rules.report_states import (
    REPORT_KINDS,
    REPORT_LABELS,
    REPORT_TRANSITIONS,
    ReportState,
    next_report_state,
)
from alongside.areas.diversion.rules.report_wording import barred_words
from alongside.engines.sharing import Category
from alongside.foundation.reference import code_list
from alongside.kernel.refusal import Refused

ON = date(2026, 11, 30)
BARE = OnRecord("Fern Abara, nurse", "Northmoor MH", "Jamie Marsh", ON)
KNOWN = OnRecord(
    "Fern Abara, nurse",
    "Northmoor MH",
    "Jamie Marsh",
    ON,
    seen_on=("Mon 30 November 2026 in custody",),
    offered=True,
    read=("the custody record",),
    not_read=("the GP's notes",),
    needs=("Low mood",),
    adjustments=("Short questions",),
    safety=("Has hurt himself before, in May",),
    services=("Clearwater: taken on",),
    care=("No team now",),
    consent="Agreed to a summary, for the court.",
    adult="Ann Marsh, mother, came as appropriate adult.",
)


def test_each_level_holds_all_that_lesser_ones_do_and_the_code_list_has_them():
    assert tuple(entry.code for entry in code_list("ld_report_level")) == LEVELS
    held = [{heading.code for heading in headings_of(level)} for level in LEVELS]
    assert all(less < more for less, more in itertools.pairwise(held))
    assert held[-1] == {heading.code for heading in HEADINGS}
    assert [level for level in LEVELS if Category.CLINICAL in CATEGORIES[level]] == ["full_report"]


@pytest.mark.parametrize(
    ("on", "until"),
    [
        (date(2026, 6, 10), date(2026, 9, 10)),
        (ON, date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 9, 30), date(2026, 12, 30)),
        (date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_a_report_holds_three_months(on, until):
    assert valid_until(on) == until


def test_a_draft_says_what_is_on_record_and_marks_what_is_not():
    assert set(drafted(BARE, "attended_only")) == {"writer", "consent", "dates"}
    said = drafted(KNOWN, "full_report")
    assert "was seen on Mon 30 November 2026 in custody" in said["writer"]
    assert "They were offered help." in said["writer"]
    assert said["sources"] == "Read or asked: the custody record.\nNot seen: the GP's notes."
    assert said["adjustments"].endswith("came as appropriate adult.")
    assert said["effect"] == TO_FILL
    bare = drafted(BARE, "full_report")
    assert "has not been seen yet" in bare["writer"]
    assert "offered" not in bare["writer"]
    assert bare["sources"].count(TO_FILL) == 2


def test_nothing_drafted_is_barred_and_only_the_gaps_are_unfinished():
    said = drafted(KNOWN, "full_report")
    assert barred_words(said) == ()
    assert unfinished(said, "full_report") == ("How this may affect understanding and taking part",)
    assert len(unfinished({}, "full_report")) == len(HEADINGS)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("He is guilty and knows it", "guilt"),
        ("She admitted the offence to me", "guilt"),
        ("He deserves to go to prison", "sentence"),
        ("A custodial sentence would harm him", "sentence"),
        ("She declined all help", "declining"),
        ("He failed to engage, as before", "declining"),
        ("He didn’t engage", None),
        ("They refused our offer", "declining"),
        ("He is unfit to plead", "legal_opinion"),
        ("He poses a high risk of reoffending", "forecast"),
        ("She is likely to reoffend", "forecast"),
        ("He finds long questions hard. Short ones help.", None),
        ("Clearwater agreed to see her on Monday", None),
        ("He said he is sorry for his mother", None),
        ("She was seen, and was offered help.", None),
    ],
)
def test_a_report_says_nothing_of_guilt_sentences_or_declining(text, code):
    found = barred_words({"needs": text})
    assert [hit.code for hit in found] == ([code] if code else [])
    assert all(hit.why and hit.instead and hit.heading == "needs" for hit in found)


@pytest.mark.parametrize(
    ("state", "kind", "after"),
    [
        (ReportState.ASKED, "drafted", ReportState.DRAFTED),
        (ReportState.DRAFTED, "released", ReportState.RELEASED),
        (ReportState.RELEASED, "drafted", ReportState.RELEASED),
        (ReportState.DRAFTED, "refused", ReportState.DRAFTED),
        (ReportState.CLOSED, "released", None),
    ],
)
def test_a_report_stands_where_its_story_leads(state, kind, after):
    if after is None:
        with pytest.raises(Refused, match="cannot be done now"):
            next_report_state(state, kind)
    else:
        assert next_report_state(state, kind) is after
    assert set(REPORT_LABELS) == set(ReportState)
    assert {kind for _, kind in REPORT_TRANSITIONS} | {"asked"} == set(REPORT_KINDS)
