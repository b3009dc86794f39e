"""What is possible here and what follows."""
