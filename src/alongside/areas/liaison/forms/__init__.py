"""Words and shapes of the hub."""
