"""Linking without names: each side encodes its own ledger, and the encodings are linked.

What it protects, and what not, is in docs/explanation/linking-without-names.md.
"""
