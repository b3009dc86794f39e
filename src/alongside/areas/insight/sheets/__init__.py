"""The monthly report as a file: PDF and Excel."""
