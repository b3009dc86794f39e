"""One vocabulary for look-ups, batches and encodings: what names, dates and numbers have in common.

Every function is small and pure. None of them guesses: what cannot be read is empty.
"""

from alongside.engines.matching.vocabulary.dates import (
    DateLikeness,
    compare_dates,
    day_and_month_swapped,
    years_of_age,
)
from alongside.engines.matching.vocabulary.names import (
    LONGEST_WORD,
    TITLES,
    fold,
    name_forms,
    name_words,
    run_together,
)
from alongside.engines.matching.vocabulary.nicknames import (
    also_called,
    formal_names,
    nickname_of,
)
from alongside.engines.matching.vocabulary.numbers import (
    nhs_digits,
    one_slip_apart,
    phone_digits,
)
from alongside.engines.matching.vocabulary.places import (
    Postcode,
    place_words,
    read_postcode,
)
from alongside.engines.matching.vocabulary.sounds import respell, sound, sounds

__all__ = [
    "LONGEST_WORD",
    "TITLES",
    "DateLikeness",
    "Postcode",
    "also_called",
    "compare_dates",
    "day_and_month_swapped",
    "fold",
    "formal_names",
    "name_forms",
    "name_words",
    "nhs_digits",
    "nickname_of",
    "one_slip_apart",
    "phone_digits",
    "place_words",
    "read_postcode",
    "respell",
    "run_together",
    "sound",
    "sounds",
    "years_of_age",
]
