"""The record sheet a suite would file: what it says, and the same as a PDF."""
