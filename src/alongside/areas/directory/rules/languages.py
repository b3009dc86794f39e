"""Languages an entry can be rung in, beside English.

Source: ISO 639-1; British Sign Language has a code in ISO 639-3 only.
"""

from collections.abc import Collection
from typing import Final

from alongside.kernel.refusal import Refused

LANGUAGES: Final = {
    "am": "Amharic",
    "ar": "Arabic",
    "bfi": "British Sign Language",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "cs": "Czech",
    "cy": "Welsh",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Farsi",
    "fr": "French",
    "gd": "Scottish Gaelic",
    "ga": "Irish",
    "gu": "Gujarati",
    "hi": "Hindi",
    "hu": "Hungarian",
    "it": "Italian",
    "ku": "Kurdish",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "ne": "Nepali",
    "nl": "Dutch",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "so": "Somali",
    "sq": "Albanian",
    "sw": "Swahili",
    "ta": "Tamil",
    "ti": "Tigrinya",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "yo": "Yoruba",
    "zh": "Chinese",
}
_CODES: Final = {name.casefold(): code for code, name in LANGUAGES.items()} | {"bsl": "bfi"}


def check_languages(codes: Collection[str]) -> None:
    """Refuse a code that is not kept here.

    Raises:
        Refused: ``languages.not_known``.
    """
    for code in codes:
        if code not in LANGUAGES:
            raise _not_known(code)


def languages_typed(words: str) -> list[str]:
    """Answer the codes of languages written by name, such as ``Polish, Urdu``, in that order.

    Raises:
        Refused: ``languages.not_known``, naming the one.
    """
    names = [name.strip() for name in words.replace(";", ",").split(",") if name.strip()]
    codes = []
    for name in names:
        code = _CODES.get(name.casefold())
        if code is None:
            raise _not_known(name)
        codes.append(code)
    return list(dict.fromkeys(codes))


def languages_words(codes: Collection[str]) -> str:
    """Say languages by name, such as ``Polish, Urdu``."""
    return ", ".join(LANGUAGES.get(code, code) for code in codes)


def _not_known(name: str) -> Refused:
    return Refused(
        "languages.not_known",
        f"{name[:40]} is not a language kept here.",
        next_step="Write languages by name, such as Polish, Urdu, British Sign Language.",
        field="languages",
    )
