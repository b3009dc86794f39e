"""Runs the comparison: Splink on DuckDB, or on Spark, from the same settings and tables."""
