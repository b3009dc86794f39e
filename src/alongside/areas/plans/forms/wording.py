"""What is asked of whoever lets words stand."""

from django import forms

from alongside.foundation.kit.forms import PlainForm


class ReleaseForm(PlainForm):
    """Why the words do not withhold help."""

    reason = forms.CharField(
        label="Why may these words stand?",
        help_text="Your reason is kept with the plan. The writer is told that the words may stand.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
