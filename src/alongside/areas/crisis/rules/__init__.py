"""What is possible in a crisis contact, and what follows. No clock, no database."""
