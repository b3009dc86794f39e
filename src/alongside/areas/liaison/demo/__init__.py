"""Two years of hub work in the fictional county."""
