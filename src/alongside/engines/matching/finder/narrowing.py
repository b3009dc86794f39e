"""What would narrow a search that fits too many."""

from alongside.engines.matching.model import Facts


def what_would_narrow(sought: Facts) -> str:
    """Answer what to add to a search that fits too many people, in words."""
    words = sum(len(name.given) + len(name.family) + len(name.loose) for name in sought.names[:1])
    missing = []
    if words < 2:
        missing.append("the other name" if words else "a name")
    if not sought.births:
        missing.append("a date of birth" if sought.birth_years else "a date of birth or an age")
    if not (sought.postcodes or sought.places):
        missing.append("a town or postcode")
    if not missing:
        missing.append("a phone or NHS number")
    return missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} or {missing[-1]}"
