"""The liaison hub: one person everyone can ring, and nothing lost when they leave."""
