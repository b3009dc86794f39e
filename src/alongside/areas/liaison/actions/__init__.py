"""What the hub does: one intention each."""
