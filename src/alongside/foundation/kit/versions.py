"""Two people who write at once: the later one reads what the record says now."""

from collections.abc import Callable, Mapping
from typing import Any

from alongside.kernel.refusal import Conflict


def check_version(
    row: Any,
    version: int | None,
    *,
    code: str,
    done: str,
    theirs: Callable[[], Mapping[str, str]],
) -> None:
    """Refuse what was written upon an older version of a row.

    Args:
        row: Locked by the caller; has a ``version``.
        version: The one that was read; ``None`` to take the row as it is.
        code: Of the conflict.
        done: What somebody did meanwhile, such as ``changed this post``.
        theirs: Answers what the record says now, by the words it stands under.

    Raises:
        Conflict: Under ``code``.
    """
    if version is None or version == row.version:
        return
    raise Conflict(
        code,
        f"Somebody {done} while you wrote.",
        theirs=dict(theirs()),
        next_step="Read it, then send yours again if it still holds.",
    )


def last_words(row: Any) -> str:
    """Answer what was said last of a row whose story is its events; empty where nothing was."""
    last = row.events.order_by("-sequence").first()
    return last.words if last else ""
