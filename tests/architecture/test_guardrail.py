"""Promise 3: no score on a person, and no field that withholds help. Each check can fail."""

from pathlib import Path

import pytest

from tests.architecture.checks.guardrail import fields_that_withhold

ROOT = Path(__file__).resolve().parents[2]
MODELS = "src/alongside/areas/plans/models.py"
FORMS = "src/alongside/areas/plans/forms.py"
TABLE = "src/alongside/areas/plans/rules/fields.toml"
MODEL = "class Plan(Model):\n    {} = models.{}()\n"
FORM = "class PlanForm(Form):\n    ticked = forms.BooleanField(label={!r})\n"
PLANTS = [
    (MODELS, MODEL.format("do_not_attend", "BooleanField")),
    (MODELS, MODEL.format("convey_refused", "BooleanField")),
    (MODELS, MODEL.format("no_treatment", "BooleanField")),
    (MODELS, MODEL.format("discharge_without_assessment", "BooleanField")),
    (MODELS, MODEL.format("risk_score", "IntegerField")),
    (MODELS, MODEL.format("contact_count", "IntegerField")),
    (MODELS, MODEL.format("number_of_calls", "IntegerField")),
    (MODELS, MODEL.format("frequent_caller", "BooleanField")),
    (MODELS, MODEL.format("behaviour_contract", "ForeignKey")),
    (FORMS, FORM.format("Do not convey")),
    (FORMS, FORM.format("Officers should not be sent")),
    (FORMS, 'def ask(self):\n    self.fields["dnc"] = forms.BooleanField()\n'),
    (FORMS, 'F = (PlanField("response", "No ambulance to be dispatched", 1),)\n'),
    (TABLE, "[fields]\nwithhold_treatment = true\n"),
    (TABLE, '[[rows]]\nname = "x"\nrisk_rating = 3\n'),
]
FINE = [
    (MODELS, MODEL.format("attended_at", "DateTimeField")),
    (MODELS, MODEL.format("does_not_help", "TextField")),
    (FORMS, FORM.format("The person cannot decide this now")),
    (TABLE, "[fields]\nminutes = 3\n"),
    ("src/alongside/areas/plans/rules/barred/phrases.toml", "[kinds.withhold_treatment]\n"),
]


def written(folder: Path, name: str, text: str) -> Path:
    """A small repository with one file."""
    path = folder / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_no_field_anywhere_withholds_help_scores_a_person_or_counts_their_calls():
    problems = fields_that_withhold(ROOT)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(("name", "text"), PLANTS)
def test_a_planted_field_is_caught(name: str, text: str, tmp_path: Path):
    assert len(fields_that_withhold(written(tmp_path, name, text))) == 1


@pytest.mark.parametrize(("name", "text"), FINE)
def test_a_field_that_only_looks_alike_is_let_be(name: str, text: str, tmp_path: Path):
    assert fields_that_withhold(written(tmp_path, name, text)) == []
