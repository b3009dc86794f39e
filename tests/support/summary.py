"""Says which kinds of tests ran, and which could not."""
