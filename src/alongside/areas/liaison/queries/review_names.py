"""How those who work here are named, so that published words can be held against it."""

from alongside.foundation.accounts.models import User


def staff_names() -> tuple[str, ...]:
    """Answer the names of everybody with an account, for a check; shown to nobody."""
    names = User.objects.exclude(display_name="").values_list("display_name", flat=True)
    return tuple(names)
