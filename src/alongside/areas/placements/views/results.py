"""What everybody said: the finding, two cohorts side by side, and the file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.areas.placements.queries.results import comparison, results_page
from alongside.areas.placements.queries.results_file import results_file
from alongside.areas.placements.queries.themes import themes_page
from alongside.areas.placements.rules.hiding import FEWEST
from alongside.areas.placements.rules.results import answered_words, how_sure, results_chart
from alongside.areas.placements.rules.shares import differences_told, published_shares
from alongside.areas.placements.rules.survey import survey
from alongside.areas.placements.rules.word_cloud import cloud_chart, cloud_sentence
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.sheets import CSV_TYPE


@require_safe
def show(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Show what everybody said."""
    page = results_page(request.actor, scheme_id, now=request.now)
    context = {
        "page": page,
        "chart": results_chart(page.results),
        "cloud": cloud_chart(page.words),
        "cloud_words": cloud_sentence(page.words),
        "sure": how_sure(page.results),
        "answered_words": answered_words,
        "survey": survey(),
        "published": published_shares(survey().published),
        "heard": themes_page(request.actor, scheme_id),
        "fewest": FEWEST,
    }
    return render(request, "placements/feedback/results.jinja", context)


@require_safe
def compare(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Show two cohorts side by side."""
    first, second = (request.GET.get(name, "").strip() for name in ("first", "second"))
    found = comparison(request.actor, scheme_id, first=first, second=second, now=request.now)
    context = {
        "found": found,
        "told": differences_told(found.differences),
        "page": found.page,
        "fewest": FEWEST,
    }
    return render(request, "placements/feedback/compare.jinja", context)


@require_safe
def download(request: DeskRequest, scheme_id: UUID) -> HttpResponse:
    """Send what the page shows as a file; what is hidden there is hidden here."""
    page = results_page(request.actor, scheme_id, now=request.now)
    made = results_file(page, themes_page(request.actor, scheme_id))
    headers = {"Content-Disposition": 'attachment; filename="placement-survey.csv"'}
    return HttpResponse(made, content_type=CSV_TYPE, headers=headers)
