"""Batch linkage: which rows of two files, or of one, are the same person; trained on the rows."""
