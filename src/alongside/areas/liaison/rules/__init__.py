"""What is possible in the hub, and what follows."""
