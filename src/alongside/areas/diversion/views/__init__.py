"""Pages of Liaison and Diversion."""
