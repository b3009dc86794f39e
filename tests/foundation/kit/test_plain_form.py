"""The form every page's form starts from."""

from uuid import UUID, uuid4

import pytest
from django import forms

from alongside.foundation.kit.forms import (
    CheckboxChoices,
    PlainForm,
    RadioChoices,
    YesNoNotKnownField,
)
from alongside.kernel.refusal import Refused


class Where(PlainForm):
    """A choice that uncovers a field, which uncovers another."""

    place = forms.ChoiceField(
        label="Where are you?",
        choices=[("street", "Street"), ("other", "Somewhere else")],
        widget=RadioChoices(reveal={"other": ["in_words", "kind"]}),
    )
    in_words = forms.CharField(label="Where, in your own words")
    kind = forms.ChoiceField(
        label="What kind?",
        choices=[("home", "Home"), ("shop", "Shop")],
        widget=RadioChoices(reveal={"home": ["whose"]}),
        required=False,
    )
    whose = forms.CharField(label="Whose home?")
    tried = forms.MultipleChoiceField(
        label="Who have you tried?",
        choices=[("team", "Own team"), ("other", "Someone else")],
        widget=CheckboxChoices(reveal={"other": ["who", "when_tried"]}),
        required=False,
    )
    who = forms.CharField(label="Who?")
    when_tried = forms.MultipleChoiceField(label="When?", choices=[("am", "Morning")])
    weapon = YesNoNotKnownField(label="Is anyone carrying a weapon?", required=False)


def test_a_form_sent_twice_carries_the_same_key():
    key = uuid4()
    assert Where({"request_key": str(key)}).request_key == key


@pytest.mark.parametrize("sent", [{}, {"request_key": ""}, {"request_key": "nonsense"}])
def test_a_form_without_a_usable_key_gets_one_that_stays_the_same(sent):
    form = Where(sent)
    assert isinstance(form.request_key, UUID)
    assert form.request_key == form.request_key
    assert form.request_key != Where(sent).request_key
    form.is_valid()
    assert "request_key" not in form.errors


def test_the_version_it_was_read_at_comes_back():
    form = Where({"version": "7", "place": "street"})
    assert form.is_valid(), form.errors
    assert form.version == 7
    assert Where().version is None


def test_a_field_under_a_choice_not_made_is_neither_missed_nor_kept():
    form = Where({"place": "street", "in_words": "left over", "whose": "left over"})
    assert form.is_valid(), form.errors
    cleaned = form.cleaned_data
    assert (cleaned["in_words"], cleaned["whose"], cleaned["who"]) == ("", "", "")
    assert cleaned["when_tried"] == []


def test_a_field_under_a_choice_made_is_missed_when_empty():
    form = Where({"place": "other", "tried": ["team", "other"]})
    assert not form.is_valid()
    assert set(form.errors) == {"in_words", "who", "when_tried"}


def test_a_choice_inside_a_choice_not_made_uncovers_nothing():
    hidden_away = Where({"place": "street", "kind": "home"})
    assert hidden_away.is_valid(), hidden_away.errors
    shown = Where({"place": "other", "in_words": "the hall", "kind": "home"})
    shown.is_valid()
    assert set(shown.errors) == {"whose"}


@pytest.mark.parametrize(
    ("sent", "means"), [("yes", True), ("no", False), ("not_known", None), ("", None)]
)
def test_yes_no_and_not_known_are_three_answers(sent, means):
    form = Where({"place": "street", "weapon": sent})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["weapon"] is means


@pytest.mark.parametrize(("kept", "shown"), [(True, "yes"), (False, "no"), (None, None)])
def test_a_kept_answer_is_shown_as_its_choice(kept, shown):
    assert Where(initial={"weapon": kept})["weapon"].value() == shown


def test_a_refusal_is_said_beside_the_field_it_is_about():
    form = Where({"place": "street"})
    form.is_valid()
    form.refuse(Refused("a.b", "That is closed.", next_step="Open it again.", field="place"))
    assert form.errors["place"] == ["That is closed. Open it again."]
    assert form.errors.as_data()["place"][0].code == "a.b"


@pytest.mark.parametrize("field", [None, "not_on_this_form"])
def test_a_refusal_about_anything_else_is_said_above_the_form(field):
    form = Where({"place": "street"})
    form.is_valid()
    form.refuse(Refused("a.b", "That is closed.", field=field))
    assert form.non_field_errors() == ["That is closed."]


def test_words_for_a_missing_answer_come_from_its_label():
    class Plain(PlainForm):
        name = forms.CharField(label="Name they like")
        nhs = forms.CharField(label="NHS number")
        service = forms.ChoiceField(label="Service", choices=[("a", "A")])
        unlabelled = forms.CharField()
        own = forms.CharField(error_messages={"required": "Say something"})

    form = Plain({})
    form.is_valid()
    assert form.errors["name"] == ["Enter name they like"]
    assert form.errors["nhs"] == ["Enter NHS number"]
    assert form.errors["service"] == ["Choose service"]
    assert form.errors["unlabelled"] == ["Enter unlabelled"]
    assert form.errors["own"] == ["Say something"]
