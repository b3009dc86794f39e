"""Lets ``python -m alongside.config`` stand for the ``alongside`` command."""

from alongside.config.command import main

main()
