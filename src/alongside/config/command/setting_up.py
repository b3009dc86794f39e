"""Makes Django ready for a command that needs the record."""

import typer


def set_up() -> None:
    """Load the apps, and refuse with one clear line if the database has not been made."""
    import django
    from django.db import OperationalError, connection

    django.setup()
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as fault:
        reason = str(fault).splitlines()[0]
        typer.echo(f"alongside: the database cannot be opened: {reason}", err=True)
        raise typer.Exit(2) from None
    if waiting:
        typer.echo("alongside: the database is not up to date: run `alongside migrate`.", err=True)
        raise typer.Exit(2)
