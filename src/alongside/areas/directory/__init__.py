"""Organisations, teams, cover and places of safety."""
