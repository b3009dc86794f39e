"""What those who oversee may see."""
