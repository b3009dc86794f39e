"""What a team says of the referrals it takes."""

from alongside.foundation.reference import check_ods_code
from alongside.kernel.refusal import Refused


def check_takes_referrals(
    *, takes: str, usual_wait_days: int | None, answers_within_days: int | None, ods_code: str
) -> None:
    """Refuse a wait or a promise of a team that takes nobody, and an ODS code of no known form.

    Raises:
        Refused: ``team.takes_nobody`` or ``team.ods_code``.
    """
    if not takes and (usual_wait_days is not None or answers_within_days is not None):
        raise Refused(
            "team.takes_nobody",
            "Say whom the team takes by referral.",
            next_step="Or leave the wait and the days to answer empty.",
            field="takes",
        )
    checked = check_ods_code(ods_code)
    if ods_code and not checked.valid:
        raise Refused("team.ods_code", checked.reason, field="ods_code")
