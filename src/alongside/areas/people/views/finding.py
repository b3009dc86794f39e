"""Looking people up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alongside.areas.people import queries
from alongside.areas.people.forms import FindForm
from alongside.areas.people.views.purposes import allowed_purposes
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.refusal import Refused

SHOWN = 10


@require_http_methods(["GET", "POST"])
def find(request: DeskRequest) -> HttpResponse:
    """Look somebody up.

    The page sends what was typed in the body, so that no name stands in an address or in a
    server's log; ``?q=`` is answered too. Looking changes nothing but the log of looks.
    """
    purposes = allowed_purposes(request)
    sent = request.POST if request.method == "POST" else request.GET
    asked = "q" in sent
    typed = {"q": sent.get("q", ""), "purpose": sent.get("purpose") or purposes[0][0].value}
    form = FindForm(typed if asked else None, initial={"purpose": typed["purpose"]})
    form.fields["purpose"].choices = purposes  # type: ignore[attr-defined]
    found: list[queries.FoundPerson] | None = None
    if asked and form.is_valid():
        try:
            found = queries.find_people(
                request.actor,
                form.cleaned_data["q"],
                purpose=Purpose(form.cleaned_data["purpose"]),
                now=request.now,
                limit=SHOWN + 1,
            )
        except Refused as refused:
            form.refuse(refused)
    context = {
        "form": form,
        "found": None if found is None else found[:SHOWN],
        "more": found is not None and len(found) > SHOWN,
        "purpose": typed["purpose"],
    }
    return render(request, "people/find.jinja", context, status=422 if form.errors else 200)
