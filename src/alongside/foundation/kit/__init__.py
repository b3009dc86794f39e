"""Form fields, page furniture and words for times."""
