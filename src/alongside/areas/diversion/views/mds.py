"""The page of the minimum data set, and its files."""

from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.areas.diversion.actions.exporting import export_mds
from alongside.areas.diversion.queries.mds import MdsPage, mds_page
from alongside.areas.diversion.queries.mds_file import KINDS, mds_file
from alongside.areas.diversion.rules.mds_columns import Leaving, items_leaving
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.months import Month, last_whole_month, read_month
from alongside.kernel.refusal import Refused

USUAL_MONTHS: Final = 12
CHOSEN_MONTHS: Final = 60
WHO: Final = {
    "": Leaving(),
    "named": Leaving(named=True),
    "police": Leaving(named=True, police=True),
}
"""What of it leaves, as the address says."""


@require_safe
def show_mds(request: DeskRequest) -> HttpResponse:
    """Show what would leave, what ought to be put right first, and the ways to take it."""
    first, last = _months(request)
    page = mds_page(request.actor, first, last, now=request.now)
    newest = last_whole_month(request.now)
    context = {
        "page": page,
        "months": [newest.plus(-back) for back in range(CHOSEN_MONTHS)],
        "files": _files(page),
        "may_export": True,
    }
    return render(request, "diversion/measures/mds.jinja", context)


@require_safe
def download_mds(request: DeskRequest, kind: str) -> HttpResponse:
    """Send the data set as a file. The record keeps that it was sent, and of which episodes."""
    who = request.GET.get("who", "")
    if kind not in KINDS or who not in WHO:
        raise Refused(
            "mds.no_such_file",
            "The data set is sent as csv or json.",
            next_step="Use one of the links.",
        )
    first, last = _months(request)
    made = export_mds(request.actor, first, last, leaving=WHO[who], method=kind, now=request.now)
    name = f"liaison-and-diversion-{first}-to-{last}{'-' + who if who else ''}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(mds_file(made, kind), content_type=KINDS[kind], headers=headers)


def _months(request: DeskRequest) -> tuple[Month, Month]:
    newest = last_whole_month(request.now)
    asked = {name: request.GET.get(name, "").strip() for name in ("first", "last")}
    return (
        read_month(asked["first"], field="first")
        if asked["first"]
        else newest.plus(1 - USUAL_MONTHS),
        read_month(asked["last"], field="last") if asked["last"] else newest,
    )


def _files(page: MdsPage) -> list[dict[str, object]]:
    """Answer each way to take it: what leaves, how many columns, and the addresses."""
    ways = WHO if page.may_name else {"": WHO[""]}
    return [
        {
            "words": leaving.words[0].upper() + leaving.words[1:],
            "columns": len(items_leaving(page.spec, leaving)),
            "named": leaving.named,
            "links": [(kind.upper(), _address(page, kind, who)) for kind in KINDS],
        }
        for who, leaving in ways.items()
    ]


def _address(page: MdsPage, kind: str, who: str) -> str:
    asked = {"first": str(page.first), "last": str(page.last), "who": who}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('diversion:mds_file', args=[kind])}?{query}"
