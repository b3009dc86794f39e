"""Whether national statistics pair a section 136 with the section 2 after it (DOMAIN T1.6)."""

from datetime import date, timedelta

from alongside.engines.law.parameters import Parameters, load, whole


def pairs_with_s2(
    s136_ended_on: date,
    s2_started_on: date,
    *,
    s136_started_on: date | None = None,
    parameters: Parameters | None = None,
) -> bool:
    """Say whether the annual build counts the two as "section 136 to section 2".

    Args:
        s136_ended_on: Day the legal status 20 ended, in England.
        s2_started_on: Day the legal status 02 began.
        s136_started_on: Day the legal status 20 began, if known.
        parameters: Dated numbers; those of Alongside when left out.

    Returns:
        Whether 02 began on the day 20 ended or up to two days before it, or
        both began on the same day.

    Source: NHS England Mental Health Act statistics code; DOMAIN T1.6 row 7.
    """
    if s136_started_on == s2_started_on:
        return True
    days = whole((parameters or load()).on(s136_ended_on), "mhsds.s2_pairing_days")
    return timedelta(0) <= s136_ended_on - s2_started_on <= timedelta(days=days)
