"""Turns rows of questions into the frozen facts the rules know."""

from datetime import datetime

from alongside.areas.insight.models import RegisteredQuestion
from alongside.areas.insight.rules.asking import Method, State, method_from, state_of
from alongside.kernel.months import read_month


def method_now(row: RegisteredQuestion) -> Method:
    """Answer the method as it stands: the newest amendment's, or the registered one."""
    newest = row.amendments.order_by("-amended_at", "-pk").first()
    return method_from(newest.method if newest else row.method)


def question_state(row: RegisteredQuestion, *, now: datetime) -> State:
    """Answer where a question stands."""
    start = read_month(row.start_month, field="start")
    return state_of(start, row.months_after, looked=row.looks.exists(), now=now)
