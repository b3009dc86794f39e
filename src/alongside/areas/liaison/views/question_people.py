"""Say whom a question is about: find them, and say why."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.areas.liaison.actions.question_saying import link_person
from alongside.areas.liaison.actions.questions import AboutPerson
from alongside.areas.liaison.forms.questions import WhoForm
from alongside.areas.liaison.queries.question_page import may_link_person
from alongside.areas.people.queries import FoundPerson, find_people
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH
from alongside.foundation.kit.done import done_address
from alongside.foundation.kit.forms import PlainForm
from alongside.kernel.refusal import NotPermitted, Refused

SHOWN = 10


@require_http_methods(BOTH)
def about(request: DeskRequest, question_id: UUID) -> HttpResponse:
    """Find whom a question is about, then say that it is about them.

    What is typed goes in the body, so that no name stands in an address or in a server's log.
    """
    linking = may_link_person(request.actor, question_id, now=request.now)
    form = WhoForm(
        request.POST if request.method == "POST" else None,
        purposes=linking.purposes,
        initial={"purpose": linking.purposes[0][0].value},
    )
    people: list[FoundPerson] | None = None
    if request.method == "POST" and form.is_valid():
        purpose = Purpose(form.cleaned_data["purpose"])
        try:
            if chosen := _chosen(request):
                link_person(
                    request.actor,
                    question_id,
                    AboutPerson(chosen, purpose),
                    now=request.now,
                    request_key=form.request_key,
                )
                back = reverse("liaison:question", args=[question_id])
                return redirect(done_address(back, "about"))
            people = _people(request, form, purpose)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "people": people, "linking": linking, "question_id": question_id}
    status = 422 if form.errors else 200
    return render(request, "liaison/questions/about.jinja", context, status=status)


def _people(request: DeskRequest, form: PlainForm, purpose: Purpose) -> list[FoundPerson]:
    return find_people(
        request.actor, form.cleaned_data["q"], purpose=purpose, now=request.now, limit=SHOWN
    )


def _chosen(request: DeskRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("person", ""))
    except ValueError:
        return None
