"""What the tests stand on: databases, a browser, kinds, and the runs over all of them."""
