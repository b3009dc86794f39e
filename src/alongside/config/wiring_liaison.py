"""Joins the liaison hub up, one function for each kind of work."""


def join_liaison() -> None:
    """Register what the hub offers."""
    _join_questions()
    _join_knowledge()
    _join_reviews()
    _join_groups()
    _join_posts()
    _join_guide()
    _join_training()


def _join_questions() -> None:
    """Register questions put to the hub."""


def _join_knowledge() -> None:
    """Register answers others can find."""


def _join_reviews() -> None:
    """Register joint reviews."""


def _join_groups() -> None:
    """Register groups that meet."""


def _join_posts() -> None:
    """Register posts, agreed actions and handovers."""


def _join_guide() -> None:
    """Register the practice guide and good practice."""


def _join_training() -> None:
    """Register training."""
