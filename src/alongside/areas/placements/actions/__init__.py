"""What people here do, one intention each."""
