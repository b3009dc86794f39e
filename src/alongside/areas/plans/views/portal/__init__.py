"""The person's own pages, and the pages where staff give them a way in."""
