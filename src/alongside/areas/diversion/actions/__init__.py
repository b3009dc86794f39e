"""What may be done here: one intention each."""
