"""Pages of the annual return and of published counts."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.areas.crisis.actions.asking import ask_to_put_right
from alongside.areas.crisis.actions.returning import export_annual_return
from alongside.areas.crisis.queries.annual_return import (
    ISSUES_SHOWN,
    AnnualReturn,
    ReturnForce,
    annual_return,
    return_forces,
    return_years,
)
from alongside.areas.crisis.queries.annual_return_file import return_file
from alongside.areas.crisis.queries.counts import counts
from alongside.areas.crisis.rules.annual_return_quality import SEVERITY_LABELS
from alongside.areas.crisis.rules.annual_return_shape import PUBLISHED_YEAR, Share
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.sheets import CONTENT_TYPES
from alongside.kernel.refusal import Refused

TONES = {"critical": "red", "error": "orange", "warning": "grey"}
NO_FILE = Refused(
    "return.no_such_file", "A return is sent as csv or xlsx.", next_step="Use one of the links."
)


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One share, in words ready to place."""

    label: str
    count: str
    share: str
    published: str


@require_safe
def show_annual_return(request: DeskRequest) -> HttpResponse:
    """Show the return of a force and a year, and what is to be put right in it."""
    years, forces = return_years(request.actor), return_forces(request.actor)
    year = _chosen(request.GET.get("year", ""), years)
    force = _chosen_force(request, forces)
    made = None
    if year and force:
        made = annual_return(request.actor, year, force.id, now=request.now)
    context = {
        "years": years,
        "forces": forces,
        "year": year,
        "force": force,
        "made": made,
        "parts": _parts(made) if made else [],
        "severities": _severities(made) if made else [],
        "labels": SEVERITY_LABELS,
        "tones": TONES,
        "issues_shown": ISSUES_SHOWN,
        "asked": request.GET.get("asked", ""),
        "published_year": PUBLISHED_YEAR,
        "files": _files(year, force) if made and force else [],
    }
    return render(request, "crisis/returns_annual.jinja", context)


@require_POST
def ask(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Ask the owner of a record to put it right, and go back to the return."""
    ask_to_put_right(request.actor, contact_id, now=request.now)
    chosen = urlencode({name: request.POST.get(name, "") for name in ("year", "force")})
    return redirect(f"{reverse('crisis:annual_return')}?{chosen}&asked={contact_id}#to-put-right")


def _chosen(asked: str, among: list[str]) -> str:
    return asked if asked in among else next(iter(among), "")


def _chosen_force(request: DeskRequest, forces: list[ReturnForce]) -> ReturnForce | None:
    """The force asked for, or the viewer's own, or the first."""
    for wanted in (request.GET.get("force", ""), str(request.actor.organisation_id)):
        for force in forces:
            if str(force.id) == wanted:
                return force
    return next(iter(forces), None)


def _parts(made: AnnualReturn) -> list[dict[str, object]]:
    return [
        {
            "title": part.title,
            "of": part.of,
            "total": part.shares[0].of,
            "lines": [_share(share) for share in part.shares],
            "compared": any(share.published is not None for share in part.shares),
        }
        for part in made.parts
    ]


def _share(share: Share) -> ShareLine:
    shown = "" if share.per_cent is None else f"{share.per_cent:.1f} %"
    return ShareLine(
        label=share.label,
        count=f"{share.count:,} of {share.of:,}",
        share=shown,
        published="" if share.published is None else f"{share.published} %",
    )


def _severities(made: AnnualReturn) -> list[tuple[str, str, int]]:
    return [
        (TONES[severity], label, made.severities.get(severity, 0))
        for severity, label in SEVERITY_LABELS.items()
    ]


def _files(year: str, force: ReturnForce) -> list[tuple[str, str]]:
    first = year[:4]
    asked = urlencode({"force": str(force.id)})
    return [
        (words, f"{reverse('crisis:annual_return_file', args=[first, kind])}?{asked}")
        for kind, words in (("csv", "CSV"), ("xlsx", "Excel"))
    ]


@require_safe
def annual_return_file(request: DeskRequest, year: int, kind: str) -> HttpResponse:
    """Send the return as a file. The record keeps that it was sent, and of which contacts."""
    if kind not in CONTENT_TYPES:
        raise NO_FILE
    try:
        force_id = UUID(request.GET.get("force", ""))
    except ValueError:
        force_id = request.actor.organisation_id
    words = f"{year}/{(year + 1) % 100:02d}"
    made = export_annual_return(request.actor, words, force_id, method=kind, now=request.now)
    content = return_file(made, kind)
    name = f"section-136-return-{year}-{(year + 1) % 100:02d}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=CONTENT_TYPES[kind], headers=headers)


@require_safe
def show_counts(request: DeskRequest) -> HttpResponse:
    """Show our counts beside those others published."""
    told = counts(request.actor, request.GET.get("year", ""))
    return render(request, "crisis/counts.jinja", {"told": told})
