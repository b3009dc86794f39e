"""Contact plans on paper."""
