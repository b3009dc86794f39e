"""Rows of plans, a module for each kind. No behaviour."""
