"""What may be decided in oversight, one intention each."""
