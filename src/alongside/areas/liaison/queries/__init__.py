"""What a viewer may see of the hub."""
