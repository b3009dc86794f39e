"""The house rules as functions: each takes a repository's folder and returns what breaks it."""
