"""What may be done with plans, one intention each."""
