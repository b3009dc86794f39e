"""SQL that makes one cell comparable. DuckDB's words; used once for each file."""

from typing import Final

TITLES: Final = "mr|mrs|ms|miss|mx|dr|rev|prof|sir|dame|lady|lord"
TITLE_WORD: Final = rf"^\s*({TITLES})\.?\s+"
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR_FIRST: Final = r"^(1[89]\d\d|20\d\d)[-/. ](\d{1,2})[-/. ](\d{1,2})(\D.*)?$"
YEAR_FIRST_RUN: Final = r"^(1[89]\d\d|20\d\d)(\d{2})(\d{2})(\D.*)?$"
YEAR_LAST: Final = r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(\D.*)?$"
RUN_TOGETHER: Final = r"^(\d{2})(\d{2})(1[89]\d\d|20\d\d)$"
MONTH_NAMED: Final = r"^(\d{1,2})[-/. ]?([a-z]{3})[a-z]*[-/. ,]*(\d{4}|\d{2})$"
YEAR_ONLY: Final = r"^(1[89]\d\d|20\d\d)$"
YEAR_MONTH: Final = r"^(1[89]\d\d|20\d\d)[-/.](\d{1,2})$"
LATEST_SHORT_YEAR: Final = 30
"""A year of two figures above this is of the last century."""


def plain(value: str) -> str:
    """Small letters without accents, words parted by one space."""
    letters = f"replace(replace(replace(lower({value}), 'ł', 'l'), 'ß', 'ss'), 'ø', 'o')"
    no_marks = f"regexp_replace(strip_accents({letters}), '[''’`]', '', 'g')"
    return f"nullif(trim(regexp_replace({no_marks}, '[^\\p{{L}}0-9]+', ' ', 'g')), '')"


def name(value: str) -> str:
    """A name as letters alone, without a title, hyphens or spaces."""
    untitled = f"regexp_replace(lower({value}), '{TITLE_WORD}', '')"
    return f"nullif(regexp_replace({plain(untitled)}, '[^\\p{{L}}]+', '', 'g'), '')"


def name_words(value: str) -> str:
    """A full name as a list of words, given names first, without a title.

    ``SURNAME, Given`` is turned about.
    """
    turned = (
        f"CASE WHEN {value} LIKE '%,%' "
        f"THEN split_part({value}, ',', 2) || ' ' || split_part({value}, ',', 1) "
        f"ELSE {value} END"
    )
    untitled = f"regexp_replace(lower(trim({turned})), '{TITLE_WORD}', '')"
    return f"string_split({plain(untitled)}, ' ')"


def figures(value: str) -> str:
    """The figures alone, as they stand."""
    return f"nullif(regexp_replace({value}, '\\D', '', 'g'), '')"


def phone(value: str) -> str:
    """A telephone number's figures, the country's code taken for the leading nought."""
    bare = f"regexp_replace({figures(value)}, '^(0044|44)(0?)', '0')"
    long = f"length({figures(value)}) > 10"
    return f"CASE WHEN {long} THEN {bare} ELSE {figures(value)} END"


def email(value: str) -> str:
    """An email address in small letters without spaces."""
    return f"nullif(regexp_replace(lower({value}), '\\s+', '', 'g'), '')"


def letters_and_figures(value: str) -> str:
    """Capitals and figures alone, for postcodes and identifiers."""
    return f"nullif(regexp_replace(upper(strip_accents({value})), '[^A-Z0-9]+', '', 'g'), '')"


def postcode_district(postcode: str) -> str:
    """The outward half of a British postcode, or the first three of another."""
    british = f"regexp_matches({postcode}, '^[A-Z]{{1,2}}[0-9][A-Z0-9]?[0-9][A-Z]{{2}}$')"
    outward = f"substr({postcode}, 1, length({postcode}) - 3)"
    return f"CASE WHEN {british} THEN {outward} ELSE substr({postcode}, 1, 3) END"


def sex(value: str) -> str:
    """``m`` or ``f``; nothing for what says neither.

    Source: NHS Data Dictionary, PERSON PHENOTYPIC SEX: 1 male, 2 female.
    """
    first = f"lower(substr({value}, 1, 1))"
    return f"CASE WHEN {first} IN ('m', '1') THEN 'm' WHEN {first} IN ('f', 'w', '2') THEN 'f' END"


def whole_number(value: str) -> str:
    """A whole number, or nothing."""
    return f"TRY_CAST(TRY_CAST({value} AS DOUBLE) AS INTEGER)"


def birth(value: str, *, month_first: bool) -> str:
    """Eight figures, year month day, from any of the ways a date is written.

    A part that is not said is noughts; a date that cannot be is kept, as it is a slip.
    """
    low = f"lower(trim({value}))"
    day, month = (2, 1) if month_first else (1, 2)
    return f"""CASE
        WHEN regexp_matches({low}, '{YEAR_ONLY}') THEN {low} || '0000'
        WHEN regexp_matches({low}, '{YEAR_FIRST}') THEN
            {_group(low, YEAR_FIRST, 1)} || {_two(low, YEAR_FIRST, 2)} || {_two(low, YEAR_FIRST, 3)}
        WHEN regexp_matches({low}, '{YEAR_FIRST_RUN}') THEN {_group(low, YEAR_FIRST_RUN, 1)}
            || {_group(low, YEAR_FIRST_RUN, 2)} || {_group(low, YEAR_FIRST_RUN, 3)}
        WHEN regexp_matches({low}, '{YEAR_MONTH}') THEN
            {_group(low, YEAR_MONTH, 1)} || {_two(low, YEAR_MONTH, 2)} || '00'
        WHEN regexp_matches({low}, '{YEAR_LAST}') THEN {_year(_group(low, YEAR_LAST, 3))}
            || {_two(low, YEAR_LAST, month)} || {_two(low, YEAR_LAST, day)}
        WHEN regexp_matches({low}, '{RUN_TOGETHER}') THEN {_group(low, RUN_TOGETHER, 3)}
            || {_two(low, RUN_TOGETHER, month)} || {_two(low, RUN_TOGETHER, day)}
        WHEN regexp_matches({low}, '{MONTH_NAMED}') THEN {_year(_group(low, MONTH_NAMED, 3))}
            || {_month_named(_group(low, MONTH_NAMED, 2))} || {_two(low, MONTH_NAMED, 1)}
        END"""


def month_before_day(value: str) -> str:
    """SQL that counts dates whose second number can only be a day, less those whose first can."""
    first = f"TRY_CAST({_group(value, YEAR_LAST, 1)} AS INTEGER)"
    second = f"TRY_CAST({_group(value, YEAR_LAST, 2)} AS INTEGER)"
    return f"count(*) FILTER ({second} > 12) - count(*) FILTER ({first} > 12)"


def birth_of_parts(year: str, month: str, day: str) -> str:
    """Eight figures from year, month and day in columns of their own."""
    whole = [whole_number(part) for part in (year, month, day)]
    four = (
        f"CASE WHEN {whole[0]} < 100 THEN {whole[0]} + "
        f"CASE WHEN {whole[0]} > {LATEST_SHORT_YEAR} THEN 1900 ELSE 2000 END ELSE {whole[0]} END"
    )
    parts = [f"lpad(CAST(coalesce({four}, 0) AS VARCHAR), 4, '0')"]
    parts += [f"lpad(CAST(coalesce({part}, 0) AS VARCHAR), 2, '0')" for part in whole[1:]]
    return f"nullif({' || '.join(parts)}, '00000000')"


def days(born: str) -> str:
    """Days since a fixed day, where the eight figures are a true date."""
    parsed = f"try_strptime({born}, '%Y%m%d')"
    return f"CAST(date_diff('day', DATE '1900-01-01', CAST({parsed} AS DATE)) AS INTEGER)"


def _group(value: str, pattern: str, group: int) -> str:
    return f"regexp_extract({value}, '{pattern}', {group})"


def _two(value: str, pattern: str, group: int) -> str:
    return f"lpad({_group(value, pattern, group)}, 2, '0')"


def _year(written: str) -> str:
    return (
        f"CASE WHEN length({written}) = 4 THEN {written} "
        f"WHEN {written} > '{LATEST_SHORT_YEAR}' THEN '19' || {written} ELSE '20' || {written} END"
    )


def _month_named(written: str) -> str:
    cases = " ".join(
        f"WHEN '{name}' THEN '{place:02d}'" for place, name in enumerate(MONTHS, start=1)
    )
    return f"CASE {written} {cases} ELSE '00' END"
