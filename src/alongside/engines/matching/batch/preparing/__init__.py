"""Turns cells as written into columns that can be compared: plain letters, figures, parts."""
