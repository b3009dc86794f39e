"""Rows of oversight. No behaviour."""
