"""The check letter shared by PNC IDs, CRO numbers and arrest summons numbers."""

POLICE_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"


def police_check_letter(number: int) -> str:
    """Give the check letter of a number: its remainder by 23, looked up. I, O and S never occur.

    Source: DOMAIN 4.7; hmpps-person-record and bichard7-next-core.
    """
    return POLICE_LETTERS[number % 23]
