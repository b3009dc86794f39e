"""What is compared and how: for each role, levels of agreement with the words that explain them."""
