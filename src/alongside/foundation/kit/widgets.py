"""Form widgets that carry what the design system needs to draw them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from alongside.foundation.kit.typed_times import (
    PARTS,
    TypedTime,
    read_typed,
    typed_from_day,
    typed_from_instant,
)

Reveal = Mapping[str, Sequence[str]]
YES_NO_NOT_KNOWN = (("yes", "Yes"), ("no", "No"), ("not_known", "Not known yet"))


class _Choices:
    """Hints under single choices, and fields that a choice uncovers."""

    def __init__(
        self,
        *,
        reveal: Reveal | None = None,
        hints: Mapping[str, str] | None = None,
        inline: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.reveal = {str(choice): tuple(names) for choice, names in (reveal or {}).items()}
        self.hints = {str(choice): hint for choice, hint in (hints or {}).items()}
        self.inline = inline


class RadioChoices(_Choices, forms.RadioSelect):
    """One of a few, as big radio buttons.

    Args:
        reveal: Names of the form's other fields each choice uncovers. They are drawn
            inside the choice, and count only while it is chosen.
        hints: A line under a choice, by its value.
        inline: Side by side where there is room; only for two or three short ones.
    """


class CheckboxChoices(_Choices, forms.CheckboxSelectMultiple):
    """Any of a few, as big checkboxes; takes what ``RadioChoices`` takes."""


class YesNoNotKnown(RadioChoices):
    """Yes, no or not known yet, side by side."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"inline": "reveal" not in options, **options})
        self.choices = YES_NO_NOT_KNOWN


class LocalDateTime(forms.Widget):
    """Boxes for day, month, year and a 24-hour time in Europe/London.

    Args:
        chips: Minutes ago offered as one tap: 0 is "Now". Needs a script; typing does not.
    """

    takes_time = True

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, chips: Sequence[int] = (0, 10)
    ) -> None:
        super().__init__(attrs)
        self.chips = tuple(chips)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> TypedTime:
        """Gather the boxes."""
        return read_typed(data, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether none of the boxes was sent."""
        return not any(f"{name}_{part}" in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        """The first box, which an error links to."""
        return f"{id_}_day" if id_ else id_

    def typed(self, value: Any) -> TypedTime:
        """Show a value, typed or kept, in the boxes."""
        if isinstance(value, TypedTime):
            return value
        return typed_from_instant(value) if value else TypedTime()


class LocalDate(LocalDateTime):
    """Boxes for day, month and year."""

    takes_time = False

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, chips=())

    def typed(self, value: Any) -> TypedTime:
        """Show a value, typed or kept, in the boxes."""
        if isinstance(value, TypedTime):
            return value
        return typed_from_day(value) if value else TypedTime()
