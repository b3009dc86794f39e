"""A real server process and a plain client that fills its forms in as a browser would."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

SHORT = 10


class _Form(HTMLParser):
    """Gathers what each form of a page would send if nothing were touched."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": said.get("action", "")})
        elif tag == "input" and self.forms and said.get("name"):
            ticked = said.get("type") not in ("radio", "checkbox") or "checked" in said
            if ticked:
                self.forms[-1][said["name"]] = said.get("value", "")


class NotAnswered(Exception):
    """The server did not acknowledge what was sent."""


@dataclass
class Visitor:
    """Somebody using the site over plain HTTP."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, fields: Mapping[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Send one request; answer status, Location and body.

        Raises:
            NotAnswered: The server was gone or broke off.
        """
        body = urlencode(fields or {}) if method == "POST" else None
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SHORT)
        try:
            link.request(method, path, body, headers)
            answer = link.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as gone:
            raise NotAnswered(str(gone)) from gone
        finally:
            link.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer.status, answer.headers.get("Location") or "", text

    def form(self, path: str, having: str) -> dict[str, str]:
        """Open a page and answer its form that has a field of this name, as it stands."""
        status, _, text = self.ask("GET", path)
        parser = _Form()
        parser.feed(text)
        for fields in parser.forms:
            if having in fields or "request_key" in fields:
                return fields
        raise NotAnswered(f"{path} answered {status} without a form for {having}")

    def step_in(self, sign_in_name: str) -> None:
        """Sign in with one click, as the demo allows."""
        _, _, text = self.ask("GET", f"/sign-in/?as={sign_in_name}")
        user = text.split('name="user_id" value="', 1)[1].split('"', 1)[0]
        token = text.split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
        self.ask("POST", "/sign-in/one-click/", {"user_id": user, "csrfmiddlewaretoken": token})

    def open_contact(self, words: str) -> str:
        """Open a contact and answer its address, once the server has acknowledged it.

        Raises:
            NotAnswered: It was not acknowledged.
        """
        fields = self.form("/crisis/contacts/new/", "place_words")
        fields.update(place_words=words, place_type="street", source="street")
        fields.pop("action", None)
        status, location, text = self.ask("POST", "/crisis/contacts/new/", fields)
        if status != 302:
            raise NotAnswered(f"answered {status}: {text[:200]}")
        return location


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running_site(environment: Mapping[str, str], port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run the web server in a process group of its own until the block ends."""
    command = [sys.executable, "-m", "alongside.config", "serve", "--port", str(port)]
    server = subprocess.Popen(
        [*command, "--no-with-worker"], env=dict(environment), start_new_session=True
    )
    try:
        _wait(port, server)
        yield server
    finally:
        kill(server, signal.SIGTERM)


def kill(server: subprocess.Popen[bytes], how: signal.Signals = signal.SIGKILL) -> None:
    """End a server and everything it started."""
    try:
        os.killpg(server.pid, how)
    except ProcessLookupError:
        return
    server.wait(timeout=30)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            if Visitor(port).ask("GET", "/health/")[0] == 200:
                return
        except NotAnswered:
            pass
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
