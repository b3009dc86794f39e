"""``alongside serve``, ``work`` and ``migrate``: run the desk."""

import signal
import subprocess
import sys
import time
from typing import Annotated

import typer

from alongside.config.command.match.reindex import file_with_progress
from alongside.config.command.setting_up import set_up


def migrate() -> None:
    """Bring the database up to date and gather the static files."""
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    settings.ENVIRONMENT.var.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    file_with_progress(only_unfiled=True)
    typer.echo("The database and the static files are up to date.")


def serve(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=1, help="Web worker processes.")] = 2,
    with_worker: Annotated[bool, typer.Option(help="Also deliver messages.")] = True,
) -> None:
    """Serve the desk until interrupted, with a background worker beside it."""
    set_up()
    children = [subprocess.Popen(web_command(host=host, port=port, workers=workers))]
    if with_worker:
        children.append(subprocess.Popen([sys.executable, "-m", "alongside.config", "work"]))
    stay_with(children)


def web_command(*, host: str, port: int, workers: int) -> list[str]:
    """Answer the command line that starts the web server."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host,
        "--port", str(port), "--workers", str(workers), "--blocking-threads", "4",
        "--log-level", "warning", "--no-ws", "alongside.config.wsgi:application",
    ]  # fmt: skip


def stay_with(children: list[subprocess.Popen[bytes]]) -> None:
    """Wait until one child ends or we are told to stop, then end the others."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
    except KeyboardInterrupt:
        pass
    for child in children:
        if child.poll() is None:
            child.terminate()
    codes = [child.wait(timeout=20) for child in children]
    raise typer.Exit(max((code for code in codes if code > 0), default=0))


def work(
    once: Annotated[bool, typer.Option(help="Deliver what waits, then stop.")] = False,
    seconds: Annotated[float, typer.Option(help="Pause between rounds.")] = 2.0,
) -> None:
    """Deliver waiting messages and raise what has fallen due."""
    set_up()
    from django.db import close_old_connections
    from django.utils import timezone

    from alongside.foundation.outbox.worker import work_once

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while True:
            delivered = work_once(timezone.now())
            if once:
                typer.echo(f"Delivered {delivered} messages.")
                return
            close_old_connections()
            if not delivered:
                time.sleep(seconds)
    except KeyboardInterrupt:
        return
