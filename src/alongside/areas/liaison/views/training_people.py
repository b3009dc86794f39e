"""Who teaches a session, for liaison leads; and what those who came thought of it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.liaison.actions import training_trainers
from alongside.areas.liaison.actions.training_evaluating import evaluate_session
from alongside.areas.liaison.forms.training import ThoughtForm
from alongside.areas.liaison.forms.training_trainers import TrainerForm, typed
from alongside.areas.liaison.queries.training_accounts import account_choices
from alongside.areas.liaison.queries.training_thoughts import session_to_evaluate
from alongside.areas.liaison.queries.training_trainers import trainer_line, trainers_page
from alongside.areas.liaison.rules.training_evaluation import FEWEST
from alongside.areas.liaison.rules.training_trainers import NAMING_WORDS, SUPPORT_WORDS
from alongside.areas.liaison.views.training import DONE
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH, ask, posted
from alongside.foundation.kit.done import done_address, done_words
from alongside.kernel.local_time import say


@require_safe
def trainers(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Show who teaches a session, and what is owed to them."""
    page = trainers_page(request.actor, session_id, now=request.now)
    context = {
        "page": page,
        "naming_words": NAMING_WORDS,
        "support_words": SUPPORT_WORDS,
        "done": done_words(request, DONE),
    }
    return render(request, "liaison/training/trainers.jinja", context)


@require_http_methods(BOTH)
def add_trainer(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Put down somebody who teaches."""
    page = trainers_page(request.actor, session_id, now=request.now)
    form = TrainerForm(posted(request), accounts=account_choices(request.actor))
    here = reverse("liaison:training_trainers", args=[session_id])

    def do() -> str:
        training_trainers.add_trainer(
            request.actor, session_id, form.facts(), now=request.now, request_key=form.request_key
        )
        return done_address(here, "trainer")

    return ask(
        request,
        form,
        do=do,
        title="Who teaches?",
        lead=f"{page.course}, {say(page.starts_at)}",
        submit_words="Save",
        back=here,
        back_words="Who teaches",
    )


@require_http_methods(BOTH)
def change_trainer(request: DeskRequest, trainer_id: UUID) -> HttpResponse:
    """Change how somebody is named, what they are paid, and how the call afterwards went."""
    session_id, line = trainer_line(request.actor, trainer_id, now=request.now)
    form = TrainerForm(
        posted(request),
        accounts=account_choices(request.actor),
        initial=typed(line.facts) | {"version": line.version},
    )
    here = reverse("liaison:training_trainers", args=[session_id])

    def do() -> str:
        training_trainers.change_trainer(
            request.actor, trainer_id, form.facts(), version=form.version, now=request.now
        )
        return done_address(here, "trainer")

    return ask(
        request,
        form,
        do=do,
        title="Change what is kept of a trainer",
        submit_words="Save",
        back=here,
        back_words="Who teaches",
    )


@require_POST
def withdraw(request: DeskRequest, trainer_id: UUID) -> HttpResponse:
    """Take somebody's name off every page."""
    session_id = training_trainers.withdraw_naming(request.actor, trainer_id, now=request.now)
    own = request.POST.get("own") == "1"
    here = (
        reverse("liaison:training_mine")
        if own
        else reverse("liaison:training_trainers", args=[session_id])
    )
    return redirect(done_address(here, "withdrawn"))


@require_http_methods(BOTH)
def say_thought(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Ask what somebody thought of a session they came to."""
    page = session_to_evaluate(request.actor, session_id, now=request.now)
    form = ThoughtForm(posted(request))

    def do() -> str:
        evaluate_session(
            request.actor, session_id, form.thought(), now=request.now, request_key=form.request_key
        )
        return done_address(reverse("liaison:training_mine"), "said")

    return ask(
        request,
        form,
        do=do,
        title="What did you think?",
        lead=(
            f"{page.course}, {say(page.starts_at)}. Nobody can tell which answers are yours: that "
            f"you answered is kept apart from what you say, and answers are shown from {FEWEST} on."
        ),
        submit_words="Send",
        back=reverse("liaison:training_mine"),
        back_words="My training",
    )
