"""What a viewer may see of Liaison and Diversion."""
