"""What is asked when a report is asked for, agreed to, written and released."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms

from alongside.areas.diversion.actions.reporting import NewConsent, NewReport
from alongside.areas.diversion.queries.list_lines import HearingLine
from alongside.areas.diversion.rules.hearings import PURPOSES
from alongside.areas.diversion.rules.referral_sharing import AGREED_LABELS, Agreed
from alongside.areas.diversion.rules.release import DANGERS
from alongside.areas.diversion.rules.report_levels import (
    COPY_ANSWERS,
    LEVELS,
    METHODS,
    RECIPIENTS,
    Heading,
    at_least,
    headings_of,
)
from alongside.foundation.kit.forms import (
    CheckboxChoices,
    LocalDateTimeField,
    PlainForm,
    RadioChoices,
    YesNoNotKnownField,
)
from alongside.foundation.kit.widgets import LocalDateTime
from alongside.foundation.reference import code_list
from alongside.kernel.local_time import say

LONG: Final = 4000
LEVEL_WORDS: Final[Mapping[str, str]] = dict(code_list("ld_report_level").choices())
LEVEL_HINT: Final = (
    "Attended only: that they were seen. Headline needs: what they need. Summary: how it affects "
    "them and what help there is. Full: also current care and any diagnosis."
)


def _words(
    label: str, *, required: bool = True, hint: str = "", most: int = 500
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _line(label: str, *, hint: str = "", required: bool = True, most: int = 120) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _radios(label: str, choices: Mapping[str, str], *, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, help_text=hint, choices=list(choices.items()), widget=RadioChoices
    )


FIRST_ASKED: Final = ("recipient", "asked_by_name", "asked_by_contact")
LISTED: Final = "listed"


def _hearing(line: HearingLine) -> str:
    return f"{PURPOSES.get(line.purpose, line.purpose)}, {line.site_name}"


class AskReportForm(PlainForm):
    """Who asks, before what, for how much, and by when."""

    recipient = _radios("Who asks?", RECIPIENTS)
    asked_by_name = _line("Their name", hint="Such as the clerk, or the sergeant")
    asked_by_contact = _line("How to reach them", required=False)
    for_what = _line(
        "Before which hearing or decision?",
        hint="Such as first hearing, Moorchester Magistrates'",
        most=200,
    )
    due_at = LocalDateTimeField(
        label="When does the hearing start, or the decision fall?", widget=LocalDateTime(chips=())
    )
    level = _radios("How much do they ask for?", LEVEL_WORDS, hint=LEVEL_HINT)
    asked_at = LocalDateTimeField(label="When did they ask?")

    def __init__(self, *args: Any, hearings: Iterable[HearingLine] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.hearings = {str(line.id): line for line in hearings if line.state == LISTED}
        if not self.hearings:
            return
        listed = {key: f"{say(line.at)}: {_hearing(line)}" for key, line in self.hearings.items()}
        self.fields["hearing"] = forms.ChoiceField(
            label="Which hearing is it for?",
            help_text="It is due when that hearing starts, also if it is moved.",
            choices=[*listed.items(), ("other", "Another hearing or decision")],
            widget=RadioChoices(reveal={"other": ["for_what", "due_at"]}),
            error_messages={"required": "Choose which hearing or decision it is for"},
        )
        self.order_fields([*FIRST_ASKED, "hearing"])

    def new(self) -> NewReport:
        """What the action takes, once the form is valid."""
        said = self.cleaned_data
        names = [name for name in NewReport.__slots__ if name != "hearing_id"]
        new = NewReport(**{name: said[name] for name in names})
        hearing = self.hearings.get(said.get("hearing", ""))
        if hearing is None:
            return new
        return replace(new, for_what=_hearing(hearing), due_at=hearing.at, hearing_id=hearing.id)


class ReportConsentForm(PlainForm):
    """How much they agreed may be told, to whom, and on whose word."""

    level = _radios("How much may be told?", LEVEL_WORDS, hint=LEVEL_HINT)
    recipients = forms.MultipleChoiceField(
        label="Who may be told?",
        choices=list(RECIPIENTS.items()),
        widget=CheckboxChoices,
        error_messages={"required": "Choose who may be told"},
    )
    agreed = forms.ChoiceField(label="Who agreed?", widget=RadioChoices)
    gillick = YesNoNotKnownField(
        label="Do they understand this choice and what follows from it?", required=False
    )
    words = _words("How was that said?", hint="What you told them, and what they said")

    def __init__(self, *args: Any, child: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        who = [Agreed.PERSON, *([Agreed.PARENT] if child else []), Agreed.BEST_INTERESTS]
        self.fields["agreed"].choices = [  # type: ignore[attr-defined]
            (one.value, AGREED_LABELS[one]) for one in who
        ]
        if not child:
            del self.fields["gillick"]

    def consent(self) -> NewConsent:
        """What the action takes, once the form is valid."""
        said = self.cleaned_data
        return NewConsent(
            level=said["level"],
            recipients=frozenset(said["recipients"]),
            agreed=Agreed(said["agreed"]),
            words=said["words"],
            gillick=said.get("gillick"),
        )


class WriteReportForm(PlainForm):
    """The text under each heading."""

    def __init__(self, *args: Any, level: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.headings: tuple[Heading, ...] = headings_of(level)
        for heading in self.headings:
            self.fields[heading.code] = forms.CharField(
                label=heading.title,
                help_text=heading.hint,
                required=False,
                max_length=LONG,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def said(self) -> dict[str, str]:
        """What was typed, by heading."""
        return {heading.code: self.cleaned_data[heading.code] for heading in self.headings}


class ReleaseForm(PlainForm):
    """How much goes, to whom by name, how, and when it reached them."""

    level = _radios("How much goes?", LEVEL_WORDS, hint=LEVEL_HINT)
    to_name = _line("To whom, by name?")
    method = _radios("How?", METHODS)
    delivered_at = LocalDateTimeField(label="When did it reach them?")

    def __init__(self, *args: Any, most: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (level, LEVEL_WORDS[level]) for level in LEVELS if at_least(most, level)
        ]


class SafetyForm(PlainForm):
    """What bears on safety, for whoever holds them."""

    dangers = forms.MultipleChoiceField(
        label="What bears on their safety now?",
        choices=list(DANGERS.items()),
        widget=CheckboxChoices,
        error_messages={"required": "Choose what bears on their safety"},
    )
    words = _words("What should custody do?", hint="What to watch for, what helps")
    told_person = _words("How did you tell the person that you said this?", hint="Or why not yet")


class CopyForm(PlainForm):
    """What the person said of a copy."""

    answer = _radios("What did they say?", COPY_ANSWERS)
    words = _words("Anything to add", required=False)


class WithdrawForm(PlainForm):
    """Consent taken back."""

    words = _words("What did they say?")


class ToldForm(PlainForm):
    """That a recipient was told."""

    recipient = forms.ChoiceField(label="Who was told?", widget=RadioChoices)
    words = _words("How were they told, and what did they say?", required=False)

    def __init__(self, *args: Any, untold: tuple[str, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["recipient"].choices = [  # type: ignore[attr-defined]
            (name, name) for name in untold
        ]


class NotNeededForm(PlainForm):
    """Why it is no longer needed."""

    words = _words("Why is it no longer needed?")
