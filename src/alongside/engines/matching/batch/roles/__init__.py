"""What each column of a file is about: guessed from its title and its cells, shown, and set."""
