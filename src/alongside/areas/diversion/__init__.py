"""Liaison and Diversion: custody to court to help."""
