"""Pages of the contact flow in tests: who browses, where they go, what they send."""

import html
import re
import uuid
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from alongside.areas.crisis.actions import Opening, open_contact
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor
from tests.support.world import NOW

EARLIER = NOW - timedelta(minutes=4)
OPENING = Opening(EARLIER, "street", "Mill Lane footbridge", "bridge")


class Browser:
    """Somebody's browser, on one contact."""

    def __init__(self, actor: Actor, contact_id: UUID | None = None) -> None:
        self.actor = actor
        self.contact_id = contact_id
        self.client = Client()
        self.client.force_login(
            User.objects.get(pk=actor.user_id),
            backend="alongside.foundation.accounts.backend.SignInBackend",
        )
        session = self.client.session
        session[SEEN_AT] = NOW.timestamp()
        session.save()

    def address(self, name: str) -> str:
        """The address of a page, of this contact unless it is about none."""
        return reverse(f"crisis:{name}", args=[] if name in ("new", "desk") else [self.contact_id])

    def get(self, name: str, **asked: Any) -> HttpResponse:
        """Open a page."""
        return self.client.get(self.address(name), asked)

    def post(self, name: str, **fields: Any) -> HttpResponse:
        """Send a form, with a key of its own unless one is given."""
        fields.setdefault("request_key", str(uuid.uuid4()))
        return self.client.post(self.address(name), fields)


def browse(actor: Actor, opening: Opening = OPENING) -> Browser:
    """Open a contact and browse it."""
    return Browser(actor, open_contact(actor, opening, now=EARLIER))


def text_of(response: HttpResponse) -> str:
    """The page as text, as a reader sees its words."""
    body = response.content.decode()
    body = re.sub(r"<(script|style|svg).*?</\1>", " ", body, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
