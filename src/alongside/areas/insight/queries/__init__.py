"""What a viewer may see of the record's counts."""
