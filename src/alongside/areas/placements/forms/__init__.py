"""Words and shapes of the forms."""
