"""``alongside demo``: the desk with the fictional county of Northmoor, on this machine."""

import os
import random
import shutil
import socket
import subprocess
import sys
import webbrowser
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from alongside.config.command.serving import stay_with, web_command
from alongside.config.env import PROJECT_ROOT

console = Console()
MADE = "made-at"


def demo(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    fresh: Annotated[bool, typer.Option(help="Make the demo world anew first.")] = False,
    fill_only: Annotated[bool, typer.Option(help="Make it, then stop.")] = False,
    open_browser: Annotated[bool, typer.Option(help="Open a browser if there is one.")] = True,
) -> None:
    """Open the desk with demo data. Everybody in it is made up."""
    os.environ["ALONGSIDE_DEMO"] = "1"
    os.environ.setdefault("ALONGSIDE_VAR", str(PROJECT_ROOT / "var" / "demo"))
    folder = Path(os.environ["ALONGSIDE_VAR"])
    if fresh and "DATABASE_URL" not in os.environ:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    _make(folder)
    if fill_only:
        return
    _check_port(port)
    _say_sign_ins(port)
    children = [
        subprocess.Popen(web_command(host="127.0.0.1", port=port, workers=2)),
        subprocess.Popen([sys.executable, "-m", "alongside.config", "work"]),
    ]
    if open_browser and os.environ.get("DISPLAY"):
        webbrowser.open(f"http://127.0.0.1:{port}/")
    stay_with(children)


def _make(folder: Path) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    from django.utils import timezone

    from alongside.config import demo_world

    call_command("migrate", verbosity=0, interactive=False)
    # Each time: a folder of an earlier version lacks what was added since.
    call_command("collectstatic", verbosity=0, interactive=False)
    if not demo_world.is_empty():
        _wake_up()
        return
    random.seed(0)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as bar:
        tasks = {"people": bar.add_task("Synthetic people", total=None)}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task("Eighteen months of crisis work", total=None)
            bar.update(tasks[what], completed=done, total=total)

        demo_world.fill(now=timezone.now(), progress=progress)


def _wake_up() -> None:
    """Put people whose duty ran out since last time back on, so that the demo is alive."""
    from django.utils import timezone

    from alongside.foundation.accounts import actions, queries

    now = timezone.now()
    filled = {seat.user_id: seat for seat in queries.seats_filled(list(queries.ROLE_LABELS))}
    for user_id, seat in filled.items():
        if seat.until <= now:
            actions.start_duty(
                user_id,
                role=seat.role,
                seat=seat.seat,
                phone=seat.phone,
                ends_at=now + timedelta(hours=12),
                now=now,
            )


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            typer.echo(
                f"alongside demo: port {port} is taken: choose another with --port.", err=True
            )
            raise typer.Exit(2) from None


def _say_sign_ins(port: int) -> None:
    from alongside.foundation.accounts.queries import demo_accounts

    table = Table(title="Sign in as anybody, with one click", show_lines=False)
    for heading in ("Who", "Role", "Organisation", "Open"):
        table.add_column(heading, overflow="fold")
    for account in demo_accounts():
        table.add_row(
            account.name,
            account.role_label,
            account.organisation,
            f"http://127.0.0.1:{port}/sign-in/?as={account.sign_in_name}",
        )
    console.print(table)
    console.print(f"The desk is at http://127.0.0.1:{port}/  ·  stop it with Ctrl C", style="bold")
