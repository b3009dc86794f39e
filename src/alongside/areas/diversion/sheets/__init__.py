"""Papers of Liaison and Diversion."""
