"""Pages of crisis work."""
