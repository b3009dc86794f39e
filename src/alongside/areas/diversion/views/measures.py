"""Pages of indicators and of coverage."""

from collections.abc import Container
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.areas.diversion.queries.coverage import coverage
from alongside.areas.diversion.queries.mds import may_export
from alongside.areas.diversion.queries.measures import (
    Asked,
    MeasuresPage,
    measures_page,
    usual_months,
)
from alongside.areas.diversion.rules.breakdowns import (
    AGES,
    BREAKDOWN_WORDS,
    ETHNICITIES,
    GENDERS,
    breakdown_named,
)
from alongside.areas.diversion.rules.coverage import DAYS
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.engines.evaluation.suppression import profiles
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import holds
from alongside.kernel.months import Month, last_whole_month, read_month
from alongside.kernel.refusal import Refused

CHOSEN_MONTHS: Final = 60


@require_safe
def show_measures(request: DeskRequest) -> HttpResponse:
    """Show every indicator over some months."""
    asked = asked_of(request)
    page = measures_page(request.actor, asked, now=request.now)
    last = last_whole_month(request.now)
    context = {
        "page": page,
        "months": [last.plus(-back) for back in range(CHOSEN_MONTHS)],
        "choices": {
            "by": list(BREAKDOWN_WORDS.items()),
            "age": [("", "All ages"), *AGES.items()],
            "gender": [("", "All"), *GENDERS.items()],
            "ethnicity": [("", "All"), *ETHNICITIES.items()],
            "profile": [(one.code, one.title) for one in profiles()],
        },
        "by_words": BREAKDOWN_WORDS[asked.by],
        "whose": _whose(page),
        "may_export": may_export(request.actor),
        "query": query_of(asked),
    }
    return render(request, "diversion/measures/measures.jinja", context)


@require_safe
def show_coverage(request: DeskRequest) -> HttpResponse:
    """Show which places and hours are covered."""
    context = {
        "page": coverage(request.actor, now=request.now),
        "days": DAYS,
        "may_measure": holds(request.actor, PERMISSIONS, "measures.see"),
        "may_export": may_export(request.actor),
    }
    return render(request, "diversion/measures/coverage.jinja", context)


def asked_of(request: DeskRequest) -> Asked:
    """Read what the address asks for.

    Raises:
        Refused: ``month.not_understood``, ``breakdown.unknown`` or ``filter.not_understood``.
    """
    get = request.GET.get
    first, last = usual_months(request.now)
    return Asked(
        provider_id=_id(get("provider", ""), "provider"),
        first=_month(get("first", ""), first, "first"),
        last=_month(get("last", ""), last, "last"),
        by=breakdown_named(get("by", "") or "month"),
        site=_id(get("site", ""), "site"),
        age=_one_of(get("age", ""), AGES, "age"),
        gender=_one_of(get("gender", ""), GENDERS, "gender"),
        ethnicity=_one_of(get("ethnicity", ""), ETHNICITIES, "ethnicity"),
        profile=get("profile", "").strip(),
    )


def query_of(asked: Asked) -> str:
    """Answer the part of an address that asks for the same months of the same service."""
    fields = {
        "provider": str(asked.provider_id) if asked.provider_id else "",
        "first": str(asked.first),
        "last": str(asked.last),
    }
    return urlencode({name: value for name, value in fields.items() if value})


def _month(text: str, usual: Month, field: str) -> Month:
    return read_month(text, field=field) if text.strip() else usual


def _id(text: str, field: str) -> UUID | None:
    if not text.strip():
        return None
    try:
        return UUID(text.strip())
    except ValueError:
        raise _not_understood(field) from None


def _one_of(text: str, among: Container[str], field: str) -> str:
    chosen = text.strip()
    if chosen and chosen not in among:
        raise _not_understood(field)
    return chosen


def _not_understood(field: str) -> Refused:
    return Refused(
        "filter.not_understood",
        f"That is not one of the answers for {field}.",
        next_step="Choose one from the list.",
        field=field,
    )


def _whose(page: MeasuresPage) -> str:
    """Say whom the numbers are of, as the filters have it."""
    asked = page.asked
    parts = [
        dict(page.sites).get(str(asked.site), "") if asked.site else "",
        AGES.get(asked.age, "").lower(),
        GENDERS.get(asked.gender, "").lower(),
        f"ethnicity {ETHNICITIES[asked.ethnicity].lower()}" if asked.ethnicity else "",
    ]
    return ", ".join(part for part in parts if part)
