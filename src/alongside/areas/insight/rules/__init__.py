"""What a number means, when it may be shown, and what follows."""
