"""The words asked for."""
