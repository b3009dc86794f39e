"""What may be said of the days of a cohort."""

from datetime import date

from alongside.kernel.refusal import Refused


def check_days(
    first_on: date, last_on: date, *, induction_on: date | None, feedback_on: date | None
) -> None:
    """Refuse days that cannot be.

    Raises:
        Refused: ``cohort.ends_first``, ``cohort.late_induction`` or ``cohort.early_feedback``.
    """
    if last_on < first_on:
        raise Refused(
            "cohort.ends_first",
            "The last day is before the first.",
            field="last_on",
        )
    if induction_on is not None and induction_on > first_on:
        raise Refused(
            "cohort.late_induction",
            "The induction is after they start.",
            next_step="Give a day on or before the first day.",
            field="induction_on",
        )
    if feedback_on is not None and feedback_on < first_on:
        raise Refused(
            "cohort.early_feedback",
            "They cannot say how it was before they start.",
            next_step="Give a day on or after the first day.",
            field="feedback_on",
        )


def comes_first(cohort_days: tuple[date, date], today: date) -> tuple[bool, int]:
    """Answer where a cohort stands in a list: the next first, then those over, latest first."""
    first_on, last_on = cohort_days
    over = last_on < today
    return over, -first_on.toordinal() if over else first_on.toordinal()
