"""What is possible with the record of a person, and what follows. No database, no clock."""
