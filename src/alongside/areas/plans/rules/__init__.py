"""What is possible in plans and what follows; pure."""
