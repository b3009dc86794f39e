"""What is asked for in crisis work: wording and shape only."""
