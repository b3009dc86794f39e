"""The one way Alongside declines to do something."""


class Refused(Exception):
    """Something we decline to do, said so that it is safe to show.

    A refusal names nobody and says what to do next. Everything else that is
    raised is a bug.

    Attributes:
        code: Stable dotted word for tests, logs and callers, such as
            ``contact.closed``.
        message: One plain sentence saying what was declined.
        next_step: One plain sentence saying what to do instead; may be empty.
        field: Name of the input that has to change, or ``None``.
    """

    def __init__(
        self, code: str, message: str, *, next_step: str = "", field: str | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.next_step = next_step
        self.field = field

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class NotPermitted(Refused):
    """Refused because of who is asking, not because of what is asked."""


class Conflict(Refused):
    """Refused because somebody else changed the record first.

    Attributes:
        theirs: What the record now says, by field name.
    """

    def __init__(self, code: str, message: str, *, theirs: dict[str, str], next_step: str = ""):
        super().__init__(code, message, next_step=next_step)
        self.theirs = theirs
