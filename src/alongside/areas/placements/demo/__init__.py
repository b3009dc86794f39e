"""How the demo world fills this area."""
