"""Town names as they are typed, reduced to what they share."""

import unicodedata

MOST_TYPED = 80
APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"


def locality_key(text: str) -> str:
    """Answer the letters and digits of a name, without accents, case or punctuation.

    ``St. Aidan's  Quay`` and ``st aidans quay`` have one key.
    """
    flat = unicodedata.normalize("NFKD", text[:MOST_TYPED]).casefold()
    words = "".join(c if c.isalnum() else " " for c in flat if c not in APOSTROPHES and c.isascii())
    return " ".join(words.split())
