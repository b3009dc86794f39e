"""Form fields that turn typed words into values once, at the edge."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from alongside.foundation.kit.typed_times import TypedTime, day_meant, instant_meant
from alongside.foundation.kit.widgets import (
    YES_NO_NOT_KNOWN,
    LocalDate,
    LocalDateTime,
    YesNoNotKnown,
)
from alongside.kernel.refusal import Refused


def invalid(refused: Refused) -> ValidationError:
    """Turn a refusal into a form error with the same code and words."""
    return ValidationError(str(refused), code=refused.code)


def _asked(refused: Refused) -> ValidationError:
    """Ask which, in place: radio buttons say it more plainly than two offsets would."""
    if refused.code != "time.happened_twice":
        return invalid(refused)
    return ValidationError(f"{refused.message} Choose which one it was.", code=refused.code)


class _TypedField(forms.Field):
    def to_python(self, value: Any) -> Any:
        if not isinstance(value, TypedTime):
            return value
        if value.is_empty:
            return None
        try:
            return self.meant(value)
        except Refused as refused:
            raise _asked(refused) from None

    def meant(self, typed: TypedTime) -> Any:
        raise NotImplementedError

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether what was typed differs from what was shown."""
        shown = self.widget.typed(initial)
        return bool(shown != self.widget.typed(data))


class LocalDateTimeField(_TypedField):
    """A date and 24-hour time in Europe/London; cleans to an aware instant in UTC.

    A time the clocks skipped is refused; one that happened twice is asked about.
    """

    widget = LocalDateTime

    def meant(self, typed: TypedTime) -> datetime:
        """The instant typed."""
        return instant_meant(typed)


class LocalDateField(_TypedField):
    """A day; cleans to a ``date``."""

    widget = LocalDate

    def meant(self, typed: TypedTime) -> date:
        """The day typed."""
        return day_meant(typed)


class YesNoNotKnownField(forms.TypedChoiceField):
    """Cleans to ``True``, ``False``, or ``None`` for not known yet or not answered."""

    widget = YesNoNotKnown

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=YES_NO_NOT_KNOWN,
            coerce=lambda word: {"yes": True, "no": False}.get(word),
            empty_value=None,
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a kept answer as its choice."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class RequestKeyField(forms.Field):
    """The key that makes a form sent twice be saved once; a broken one counts as none."""

    def to_python(self, value: Any) -> UUID | None:
        """The key, or ``None``."""
        try:
            return UUID(str(value))
        except ValueError:
            return None
