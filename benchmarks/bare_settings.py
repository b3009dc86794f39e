"""The peer of the page benchmark: the same server, database and template engine, nothing else."""

from alongside.config.settings import *  # noqa: F403

MIDDLEWARE: list[str] = []
ROOT_URLCONF = "benchmarks.bare_site"
