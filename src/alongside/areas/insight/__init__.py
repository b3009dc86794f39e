"""What the record shows, with its denominator, its comparator and how sure it is."""
