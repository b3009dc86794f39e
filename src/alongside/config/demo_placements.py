"""Fills placements in the demo world, one kind of work after another."""

from typing import Final

PLAYERS: Final = frozenset({"marta_quill", "noor_haddad", "ellis_brook"})
"""Those of the county who work with placements, and play no part in the rest of the story."""
