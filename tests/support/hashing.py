"""The password hash of the product with its costs turned down: tests sign in thousands of times."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 that is quick to make, and so quick to guess: for tests only."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
