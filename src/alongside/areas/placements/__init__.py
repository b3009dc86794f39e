"""Placements: who learns where, when, with whom, and how it went."""
