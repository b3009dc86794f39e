"""``alongside export directory``."""

from pathlib import Path
from typing import Annotated, Final

import typer

from alongside.config.command.acting import acting_for, bad_input
from alongside.kernel.refusal import Refused

SHAPES: Final = {".json": "json", ".zip": "csv"}


def directory(
    out: Annotated[Path, typer.Option("--out", help="Where to write it: .json, or .zip of CSV.")],
    sign_in_name: Annotated[
        str, typer.Option("--sign-in-name", help="Whose act it is recorded as.")
    ] = "",
    public: Annotated[
        bool,
        typer.Option("--public/--everything", help="Only what anybody may see, or all of it."),
    ] = True,
) -> None:
    """Write the directory as Open Referral UK: JSON, or a zip of CSV tables.

    Only options for tonight unless --everything is given, which adds teams, places of safety and
    named contacts. Exit 0 written, 2 bad input.
    """
    shape = SHAPES.get(out.suffix.lower())
    if shape is None:
        bad_input(f"--out {out.name}: end it in .json or .zip.")
    from alongside.config.command.setting_up import set_up

    set_up()
    from django.utils import timezone

    from alongside.areas.directory.actions.sending_out import send_out
    from alongside.areas.directory.rules import PERMISSIONS

    actor = acting_for(sign_in_name, PERMISSIONS, "directory.send_out")
    try:
        content = send_out(actor, shape=shape, public=public, now=timezone.now())
        out.write_bytes(content)
    except Refused as refusal:
        bad_input(str(refusal))
    except OSError as fault:
        bad_input(f"--out {out}: {fault.strerror or 'cannot be written'}.")
    what = "options for tonight" if public else "everything"
    typer.echo(f"{out}: {what}, {len(content):,} bytes.")
