"""What an answer looks like: recorded facts against conditions, with the source."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Coded(StrEnum):
    """A code from a list, with the words people see for it."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member whose value is the code and whose label is for people.

        Only members are made here, all with a label; the default is for type
        checkers, to whom ``PlaceType("police_station")`` looks like this call.
        """
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Outcome(StrEnum):
    """Every word an answer or a finding may give, as DOMAIN's tables use them."""

    APPLIES = "applies"
    DOES_NOT_APPLY = "does_not_apply"
    UNCLEAR = "unclear"
    MET = "met"
    NOT_MET = "not_met"
    INCOMPLETE = "incomplete"
    VALID = "valid"
    INVALID = "invalid"
    MET_A = "met_A"
    MET_B = "met_B"
    DUTY_C = "duty_C"
    DUTY_D = "duty_D"
    INSUFFICIENT_INFORMATION = "insufficient_information"
    REQUIRED = "required"
    NOT_REQUIRED = "not_required"
    MAY_ACT = "may_act"
    REJECTED = "rejected"
    FLAG = "flag"
    INFORMATION = "information"


NO: frozenset[Outcome] = frozenset(
    {
        Outcome.DOES_NOT_APPLY,
        Outcome.NOT_MET,
        Outcome.INVALID,
        Outcome.NOT_REQUIRED,
        Outcome.REJECTED,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One condition, and what the recorded facts say about it.

    Attributes:
        code: Stable dotted word, such as ``extension.reason``.
        outcome: ``met``, ``not_met``, ``incomplete`` or ``unclear`` for a
            condition; ``flag`` for something to look at; ``information`` otherwise.
        sentence: One plain sentence.
        source: Statute section, regulation or DOMAIN rule.
        facts: Names of the facts it rests on.
        missing: Names of the facts that would settle it.
    """

    code: str
    outcome: Outcome
    sentence: str
    source: str
    facts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Recorded facts against conditions. People decide; this only says what is shown.

    Attributes:
        outcome: One word from the tables of DOMAIN.
        findings: Every condition looked at.
    """

    outcome: Outcome
    findings: tuple[Finding, ...] = ()

    @property
    def unmet(self) -> tuple[str, ...]:
        """Codes of the conditions the recorded facts do not meet."""
        return tuple(f.code for f in self.findings if f.outcome is Outcome.NOT_MET)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of facts that are not recorded and would help, each once."""
        return tuple(dict.fromkeys(name for f in self.findings for name in f.missing))

    @property
    def is_no(self) -> bool:
        """Whether the answer is a plain no."""
        return self.outcome in NO


def all_of(
    findings: Iterable[Finding], *, yes: Outcome = Outcome.MET, no: Outcome = Outcome.NOT_MET
) -> Answer:
    """Join findings whose conditions must all be met.

    One condition not met settles it, whatever else is missing; otherwise one
    missing fact leaves it incomplete. So a new fact can complete an answer but
    an unrelated one never changes it.

    Args:
        findings: The conditions. Flags and information change nothing.
        yes: The word when all are met.
        no: The word when any is not.

    Returns:
        The answer with all findings kept in order.
    """
    kept = tuple(findings)
    found = {finding.outcome for finding in kept}
    if Outcome.NOT_MET in found:
        return Answer(no, kept)
    if found & {Outcome.INCOMPLETE, Outcome.UNCLEAR}:
        return Answer(Outcome.INCOMPLETE, kept)
    return Answer(yes, kept)
