"""Crisis contacts and detentions under sections 135 and 136."""
