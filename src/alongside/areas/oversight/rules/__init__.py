"""What is possible in oversight and what follows; pure."""
