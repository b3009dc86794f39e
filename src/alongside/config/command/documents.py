"""``alongside document``: print a reference page made from the code."""

from typing import Annotated

import typer

from alongside.config.command.acting import bad_input


def document(
    page: Annotated[str, typer.Argument(help="Name of the page, such as command.")],
) -> None:
    """Print a page of docs/reference, as made from the code."""
    import django

    django.setup()
    from alongside.config.documents import PAGES

    if page not in PAGES:
        bad_input(f"document {page!a}: the pages are {', '.join(PAGES)}.")
    typer.echo(PAGES[page](), nl=False)
