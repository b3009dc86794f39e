"""Spreadsheets in and out: a force's own history, published counts, statutory tables."""
