"""Forms of insight."""
