"""What is possible in Liaison and Diversion, and what follows."""
