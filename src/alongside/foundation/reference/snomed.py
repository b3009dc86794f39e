"""SNOMED CT concept identifiers and their Verhoeff check digit."""

import re

from alongside.foundation.reference.checked import Checked, accepted, compact, rejected
from alongside.foundation.reference.loading import code_list

# Multiplication in the dihedral group of order ten, and the permutation Verhoeff applies
# once for every step to the left.
_TIMES = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, 2, 3, 4, 0, 6, 7, 8, 9, 5),
    (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7),
    (4, 0, 1, 2, 3, 9, 5, 6, 7, 8),
    (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2),
    (7, 6, 5, 9, 8, 2, 1, 0, 4, 3),
    (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)
_PERMUTED = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
_CONCEPT_PARTITIONS = ("00", "10")


def passes_verhoeff(digits: str) -> bool:
    """Say whether the last of the digits is the Verhoeff check digit of the others."""
    total = 0
    for steps, digit in enumerate(reversed(digits)):
        moved = int(digit)
        for _ in range(steps % 8):
            moved = _PERMUTED[moved]
        total = _TIMES[total][moved]
    return total == 0


def check_snomed_concept(typed: str) -> Checked:
    """Check the form of a SNOMED CT concept identifier: length, check digit, and kind.

    That proves form, not meaning; the meaning is confirmed in the UK edition.

    Source: DOMAIN 4.10.
    """
    plain = compact(typed)
    if not re.fullmatch(r"[1-9][0-9]{5,17}", plain):
        return rejected("A SNOMED CT identifier has 6 to 18 digits.")
    if not passes_verhoeff(plain):
        return rejected("The last digit does not fit the others; check for a typing slip.")
    if plain[-3:-1] not in _CONCEPT_PARTITIONS:
        return rejected("This identifies a description or a relationship, not a concept.")
    for system in ("snomed_concept", "arrival_mode"):
        if plain in code_list(system):
            label = code_list(system).display(plain)
            return accepted(plain, f"The check digit fits: {label}.")
    return accepted(plain, "The check digit fits.", "Not one of the concepts we use.")
