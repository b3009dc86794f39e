"""Which colleague looks after somebody from now on."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.diversion.forms.questions import StepForm, taps
from alongside.foundation.accounts.queries import RoleHolder


class PassOnForm(StepForm):
    """Choose a colleague. ``shown`` is who looked after them when the page was read."""

    shown = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, colleagues: Iterable[RoleHolder], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["colleague"] = taps(
            "Who looks after them from now on?",
            [(str(one.user_id), one.name) for one in colleagues],
            required="Choose a colleague",
        )

    @property
    def colleague_id(self) -> UUID:
        """Whom they are passed to."""
        return UUID(self.cleaned_data["colleague"])
