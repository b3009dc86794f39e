"""Alongside: one liaison desk for police and mental-health services."""

__version__ = "0.1.0"
