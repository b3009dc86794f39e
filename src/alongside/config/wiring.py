"""Joins the areas up: panels on the person's page, deliverers, repeating jobs, navigation."""


def join_up() -> None:
    """Register what each area offers. Adding an area adds lines here, nowhere else."""
