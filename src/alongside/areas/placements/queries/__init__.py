"""What a viewer may see of placements."""
