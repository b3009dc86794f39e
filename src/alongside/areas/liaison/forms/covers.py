"""What is asked when a post is covered, and when a promise is set."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from alongside.areas.liaison.actions.covering import NewCover
from alongside.areas.liaison.rules.promises import Promise
from alongside.foundation.kit.forms import LocalDateTimeField, PlainForm


class CoverForm(PlainForm):
    """Who answers for a post, from when until when."""

    post = forms.ChoiceField(label="Which post?")
    by = forms.ChoiceField(label="Who answers meanwhile?")
    from_at = LocalDateTimeField(label="From when?")
    until_at = LocalDateTimeField(label="Until when?")

    def __init__(
        self,
        *args: Any,
        posts: Sequence[tuple[str, str]],
        coverers: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]
        self.fields["by"].choices = coverers  # type: ignore[attr-defined]

    def new(self) -> NewCover:
        """What is recorded, once valid."""
        said: dict[str, Any] = self.cleaned_data
        kind, _, key = said["by"].partition(":")
        from_at: datetime = said["from_at"]
        return NewCover(
            UUID(said["post"]),
            from_at,
            said["until_at"],
            by_user_id=UUID(key) if kind == "user" else None,
            by_post_id=UUID(key) if kind == "post" else None,
        )


class PromiseForm(PlainForm):
    """How soon the hub answers, and which post is asked first."""

    urgent_hours = forms.IntegerField(
        label="Working hours for an urgent question",
        error_messages={"invalid": "Hours must be a number, such as 4"},
    )
    ordinary_days = forms.IntegerField(
        label="Working days for any other question",
        error_messages={"invalid": "Days must be a number, such as 2"},
    )
    post = forms.ChoiceField(label="Which post is asked first?")

    def __init__(self, *args: Any, posts: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]

    def promise(self) -> Promise:
        """What is promised, once valid."""
        return Promise(self.cleaned_data["urgent_hours"], self.cleaned_data["ordinary_days"])
