"""Signing in again without losing what was typed.

When a form is sent after its session ended, the sign-in page carries what was typed along
with it, and after sign-in shows it once more with a single button that sends it.
"""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from alongside.foundation.accounts.queries import demo_accounts

PREFIX = "held."
TYPED_BY = "typed_by"
_SIGNER = Signer(salt="typed_by")


@dataclass(frozen=True, slots=True)
class Held:
    """What was typed: where it was being sent and its fields in order."""

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """The fields as the sign-in form carries them."""
        return ((PREFIX + "path", self.path), *((PREFIX + n, v) for n, v in self.fields))

    @property
    def words(self) -> tuple[str, ...]:
        """The longer things typed, to show they are safe."""
        return tuple(value for _, value in self.fields if len(value) > 3 and " " in value.strip())


def typed_by_token(user_id: UUID) -> str:
    """Sign who a form was made for, so that nobody else's words are sent as theirs."""
    return _SIGNER.sign(str(user_id))


def typed_by(held: Held) -> UUID | None:
    """Answer who typed what is held, if the form said so."""
    tokens = [value for name, value in held.fields if name == TYPED_BY]
    try:
        return UUID(_SIGNER.unsign(tokens[0])) if tokens else None
    except BadSignature:
        return None


def hold(path: str, posted: QueryDict) -> Held:
    """Gather what was typed from a form that could not be taken."""
    pairs = [
        (name, value)
        for name, values in posted.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and isinstance(value, str)
    ]
    return Held(path, tuple(pairs))


def held_in(posted: QueryDict) -> Held | None:
    """Gather what a sign-in form carries along."""
    path = posted.get(PREFIX + "path", "")
    if not path or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return None
    pairs = [
        (name.removeprefix(PREFIX), value)
        for name, values in posted.lists()
        for value in values
        if name.startswith(PREFIX) and name != PREFIX + "path" and isinstance(value, str)
    ]
    return Held(path, tuple(pairs))


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for sign-in, keeping what was typed or where they were going."""
    if request.method == "POST":
        held = hold(request.get_full_path(), request.POST)
        context = {"held": held, "form": None, "demo": demo_accounts() if settings.DEMO else []}
        return render(request, "accounts/sign_in.jinja", context, status=401)
    target = reverse("accounts:sign_in") + "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": target})
    return redirect(target)
