"""What the macros draw, read back as elements."""

from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from alongside.engines.law.answers import Answer, Finding, Outcome
from alongside.foundation.kit.clockshape import clock_shape
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateField,
    LocalDateTimeField,
    PlainForm,
    RadioChoices,
    YesNoNotKnownField,
)
from alongside.foundation.kit.timeline import TimelineEntry, TimelineGap
from alongside.foundation.kit.typed_times import posted
from alongside.kernel.refusal import Refused
from tests.foundation.kit.markup import ids, read

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
NASTY = "<script>alert(1)</script>"


def draw(call, **context):
    """Draw one macro call and read it back."""
    request = RequestFactory().get("/")
    request.actor = None
    name = call.split("(")[0].strip()
    source = f'{{% from "kit/macros.jinja" import {name} %}}{{{{ {call} }}}}'
    template = engines["templating"].env.from_string(source)
    return read(template.render(request=request, **context))


class Everything(PlainForm):
    """One of each kind of field, with words that must not become markup."""

    name = forms.CharField(label=f"Name {NASTY}", help_text=f"Hint {NASTY}", max_length=60)
    phone = forms.CharField(label="Phone", required=False, widget=forms.TextInput({"type": "tel"}))
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    story = forms.CharField(label="Story", widget=forms.Textarea, required=False)
    at = LocalDateTimeField(label="When was it?")
    born_on = LocalDateField(label="Date of birth", required=False)
    weapon = YesNoNotKnownField(label="Any weapon?")
    place = forms.ChoiceField(
        label=f"Where {NASTY}",
        choices=[("street", f"Street {NASTY}"), ("other", "Elsewhere")],
        widget=RadioChoices(reveal={"other": ["in_words"]}, hints={"street": f"Hint {NASTY}"}),
    )
    in_words = forms.CharField(label="In your words")
    tried = forms.MultipleChoiceField(
        label="Who?", choices=[("team", "Team"), ("line", "Line")], widget=CheckboxChoices
    )
    service = forms.ChoiceField(label="Service", choices=[("a", NASTY), ("b", "B")])
    count = forms.IntegerField(label="How many", required=False)
    agreed = forms.BooleanField(label=f"They agreed {NASTY}", required=False)
    sheet = forms.FileField(label="File", required=False)


def drawn(**sent):
    """The whole form, bound when anything is sent."""
    form = Everything(sent or None)
    if sent:
        form.is_valid()
    return draw("form_body(form)", form=form)


def test_no_words_of_ours_or_theirs_become_markup():
    page = drawn(name=NASTY, story=NASTY, in_words=NASTY, place="other", service="a")
    assert page.all("script") == []
    assert page.one("input", name="name").attrs["value"] == NASTY
    assert page.one("textarea", name="story").words == NASTY


def test_every_field_is_drawn_once_with_a_label_and_no_id_twice():
    page = drawn()
    found = ids(page)
    assert len(found) == len(set(found))
    labelled = {label.attrs["for"] for label in page.all("label")}
    shown = [e for t in ("input", "textarea", "select") for e in page.all(t)]
    visible = [e for e in shown if e.attrs.get("type") != "hidden"]
    assert {e.attrs["id"] for e in visible} == labelled
    names = {e.attrs["name"] for e in visible}
    assert names >= set(Everything.base_fields) - {"request_key", "version", "at", "born_on"}


def test_an_error_is_beside_its_field_and_tied_to_it():
    page = drawn(place="street")
    box = page.one("input", name="name")
    assert box.attrs["aria-invalid"] == "true"
    assert box.attrs["aria-describedby"] == "id_name-hint id_name-error"
    assert "Enter name" in page.one("span", id="id_name-error").words
    group = next(f for f in page.all("fieldset") if f.all(name="weapon"))
    assert group.attrs["aria-describedby"] == "id_weapon-error"


def test_a_password_is_never_sent_back():
    assert "value" not in drawn(secret="swordfish").one("input", name="secret").attrs


def test_a_number_is_typed_in_a_plain_box_with_a_number_pad():
    box = drawn().one("input", name="count")
    assert (box.attrs["type"], box.attrs["inputmode"]) == ("text", "numeric")


def test_optional_fields_say_so_except_questions():
    words = drawn().words
    assert "Phone (optional)" in words
    assert "Date of birth (optional)" in words
    assert "Any weapon? (optional)" not in words


def test_a_choice_holds_the_fields_it_uncovers_and_nowhere_else_has_them():
    page = drawn()
    uncovered = page.one("div", class_="nhsuk-radios__conditional")
    assert uncovered.one("input", name="in_words")
    assert len(page.all("input", name="in_words")) == 1


def test_choices_made_are_shown_made():
    page = drawn(place="other", tried="line", service="b", weapon="no", agreed="on")
    checked = {(e.attrs["name"], e.attrs["value"]) for e in page.all("input", checked="")}
    assert checked == {("place", "other"), ("tried", "line"), ("weapon", "no"), ("agreed", "on")}
    assert page.one("option", selected="").attrs["value"] == "b"


def test_a_time_shows_its_boxes_filled_and_asks_which_only_when_it_must():
    page = drawn(**posted("at", NOW))
    boxes = {part: page.one("input", name=f"at_{part}").attrs["value"] for part in ("day", "time")}
    assert boxes == {"day": "10", "time": "14:20"}
    assert page.one("input", name="at_which").attrs["type"] == "hidden"
    twice = drawn(at_day="25", at_month="10", at_year="2026", at_time="01:30")
    which = twice.all("input", name="at_which")
    assert [radio.attrs["type"] for radio in which] == ["radio", "radio"]
    assert "The second 01:30" in twice.words


def test_an_answer_to_which_one_stays_answered():
    page = drawn(**posted("at", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)))
    [chosen] = page.all("input", name="at_which", checked="")
    assert chosen.attrs["value"] == "1"


def test_the_error_summary_links_to_a_box_that_exists_for_every_error():
    form = Everything({"at_day": "25", "at_month": "10", "at_year": "2026", "at_time": "01:30"})
    form.is_valid()
    form.refuse(Refused("a.b", f"Closed {NASTY}.", next_step="Open it again."))
    summary = draw("error_summary(form)", form=form)
    body = draw("form_body(form)", form=form)
    links = [link.attrs["href"].removeprefix("#") for link in summary.all("a")]
    assert len(links) == len(form.errors) - 1
    assert set(links) <= set(ids(body))
    assert "id_at_which" in links
    assert f"Closed {NASTY}. Open it again." in summary.words
    assert summary.one("div", class_="nhsuk-error-summary").attrs["tabindex"] == "-1"


def test_an_error_nobody_could_see_is_said_above_the_form():
    form = Everything({"version": "x"})
    form.is_valid()
    assert "This page is out of date. Open it again." in draw("error_summary(f)", f=form).words


def test_a_form_without_errors_has_no_summary():
    assert draw("error_summary(form)", form=Everything()).words == ""


def test_a_form_carries_its_key_and_version_and_a_token_unseen():
    form = Everything(initial={"version": 4})
    page = draw("hidden(form, request)", form=form)
    sent = {e.attrs["name"]: e.attrs["value"] for e in page.all("input", type="hidden")}
    assert sent["request_key"] == str(form.request_key)
    assert sent["version"] == "4"
    assert len(sent["csrfmiddlewaretoken"]) > 30
    assert set(sent) == {"csrfmiddlewaretoken", "request_key", "version"}


def test_a_question_can_be_the_heading_of_its_page():
    for name in ("name", "place", "at"):
        page = draw("field(bound, heading=true)", bound=Everything()[name])
        assert len(page.all("h1")) == 1


@pytest.mark.parametrize(
    ("outcome", "words", "icon"),
    [
        (Outcome.MET, "Met:", "met"),
        (Outcome.NOT_MET, "Not met:", "not_met"),
        (Outcome.INCOMPLETE, "Not known yet:", "unknown"),
        (Outcome.UNCLEAR, "Unclear:", "unknown"),
        (Outcome.FLAG, "Look at this:", "warn"),
        (Outcome.INFORMATION, "To know:", "note"),
    ],
)
def test_each_condition_has_a_word_and_a_shape_besides_its_colour(outcome, words, icon):
    answer = Answer(outcome, (Finding("a", outcome, f"A fact {NASTY}.", "s136(1)"),))
    page = draw("facts(answer)", answer=answer)
    assert page.one("span", class_="as-fact__outcome").words == words
    assert page.one("svg", class_=f"as-icon--{icon}")
    assert "s136(1)" in page.words
    assert page.all("script") == []


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_of_the_law_engine_has_its_own_words(outcome):
    answer = Answer(outcome, (Finding("a", outcome, "A fact.", ""),))
    words = draw("facts(answer)", answer=answer).one("span", class_="as-fact__outcome").words
    assert "_" not in words
    assert words[0].isupper()


def test_a_clock_says_in_words_what_its_shape_shows():
    shape = clock_shape(NOW - timedelta(hours=17), NOW + timedelta(hours=7), now=NOW)
    page = draw("clock(shape)", shape=shape)
    assert "7 h left, ends 21:20 plenty of time" in page.words
    bar = page.one("svg", role="img")
    assert bar.attrs["aria-label"] == shape.spoken
    assert bar.one("rect", class_="as-clock__gone").attrs["width"] == str(shape.now_at)
    assert page.one(class_="as-clock").attrs["data-ends-at"] == "2026-06-10T20:20:00+00:00"


def test_a_timeline_shows_gaps_whose_they_are_and_corrections():
    entries = [
        TimelineEntry("13:02", "Found", day="Wed 10 June 2026"),
        TimelineEntry(
            "14:20",
            f"Arrived {NASTY}",
            day="Wed 10 June 2026",
            by="Sam Reed",
            service="Northmoor Mental Health",
            correction="14:05 corrected to 14:20 by Sam Reed, because the first was the car's.",
            gap=TimelineGap("1 h 18 min", "waiting for Northmoor Ambulance"),
        ),
    ]
    page = draw("timeline(entries)", entries=entries)
    assert len(page.all(class_="as-entry__day")) == 1
    assert page.one(class_="as-gap").words.endswith("1 h 18 min waiting for Northmoor Ambulance")
    assert page.one(class_="as-entry__correction").words.startswith("14:05 corrected to 14:20")
    assert page.all("script") == []


def test_a_table_keeps_its_headings_beside_each_cell_for_a_phone():
    call = "cards_table(['Place', {'text': 'Minutes', 'numeric': true}], rows, 'Places')"
    page = draw(call, rows=[[{"text": NASTY, "href": "/p/"}, 18], ["B", None]])
    assert page.one("caption").words == "Places"
    assert [th.words for th in page.all("th")] == ["Place", "Minutes"]
    assert page.one("a", href="/p/").words == NASTY
    assert len(page.all(class_="as-table__heading")) == 4


def test_a_conflict_shows_both_versions_of_what_differs_and_only_that():
    page = draw(
        "conflict(theirs, mine)",
        theirs={"Address": "12 Mill Lane", "Town": "Calder"},
        mine={"Address": "14 Mill Lane", "Town": "Calder"},
    )
    assert page.one(class_="as-version--theirs").words == "What it says now Address 12 Mill Lane"
    assert page.one(class_="as-version--mine").words == "What you typed Address 14 Mill Lane"


def test_one_tap_rings_and_no_number_says_so():
    link = draw("ring('the nurse', '01632 960 100')").one("a")
    assert link.attrs["href"] == "tel:01632960100"
    assert "Ring the nurse" in link.words
    none = draw("ring('the nurse', '')")
    assert none.all("a") == []
    assert "no number recorded" in none.words


def test_small_pieces_say_what_they_mean():
    assert "Out of date: said 5 hours ago by the ward" in (
        draw("stale('5 hours ago', true, 'the ward')").words
    )
    assert draw("stale('1 minute ago')").words == "said 1 minute ago"
    assert draw("tag(words, 'red')", words=NASTY).all("script") == []
    assert draw("empty('Nothing yet', 'It shows here.')").words == "Nothing yet It shows here."
    words = draw("person_words(words, 'Written by Sam')", words=f"Slowly.\n\nBy the door {NASTY}")
    assert len(words.one("blockquote").all("p")) == 2
    assert words.all("script") == []


def test_a_button_alone_is_a_form_with_a_token():
    page = draw(
        "post_button('/x/', 'Undo', request, {'a': nasty}, about='the last step')", nasty=NASTY
    )
    assert page.one("form").attrs["method"] == "post"
    assert page.one("input", name="a").attrs["value"] == NASTY
    assert page.one("button").words == "Undo the last step"
    assert page.one("input", name="csrfmiddlewaretoken")
