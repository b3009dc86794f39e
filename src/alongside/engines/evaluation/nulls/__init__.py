"""Worlds where nothing changed: how often does each method say that something did?"""

from alongside.engines.evaluation.nulls.counting import Tally, nulls_finding, tallies

__all__ = ["Tally", "nulls_finding", "tallies"]
