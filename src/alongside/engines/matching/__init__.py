"""Is this the same person: one look-up, or millions of rows, with reasons in words."""
