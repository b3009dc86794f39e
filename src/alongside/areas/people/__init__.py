"""The people we meet in crisis, known or not yet known."""
