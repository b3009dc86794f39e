"""Would publishing now let somebody work out a small number from what was published before?

Source: DOMAIN 7.2: before release, test differencing with earlier publications for the same
geography and month.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from alongside.engines.evaluation.suppression import Profile, shown


@dataclass(frozen=True, slots=True)
class Released:
    """One number of one publication.

    Attributes:
        geography: Of where.
        month: As ``2026-06``.
        measure: Which count.
        count: The true one, kept so that a later one can be compared.
        text: What was shown.
    """

    geography: str
    month: str
    measure: str
    count: int
    text: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is of."""
        return (self.geography, self.month, self.measure)


@dataclass(frozen=True, slots=True)
class Clash:
    """A number that would differ from the one published before by too little.

    Attributes:
        before: As it was published.
        now: As it would be.
    """

    before: Released
    now: Released

    @property
    def words(self) -> str:
        """Say which, and what was and would be shown."""
        return (
            f"{self.now.measure}, {self.now.month}: published as {self.before.text}, would now be "
            f"{self.now.text}"
        )


def clashes(
    earlier: Iterable[Released], now: Iterable[Released], profile: Profile
) -> tuple[Clash, ...]:
    """Answer the numbers whose change since they were published is itself too small to show.

    Args:
        earlier: What was published, newest publication last.
        now: What would be.
        profile: Whose rule counts.
    """
    before = {one.key: one for one in earlier}
    found = []
    for one in now:
        old = before.get(one.key)
        if old is None or old.text == one.text:
            continue
        change = abs(one.count - old.count)
        if 0 < change <= profile.hide_to:
            found.append(Clash(old, one))
    return tuple(found)


def kept(now: Iterable[Released], found: Iterable[Clash]) -> tuple[Released, ...]:
    """Answer what may be published: where a number clashes, the one published before stays."""
    stand = {clash.now.key: clash.before for clash in found}
    return tuple(stand.get(one.key, one) for one in now)


def releasable(
    geography: str, month: str, counts: Iterable[tuple[str, int]], *, profile: Profile
) -> tuple[Released, ...]:
    """Put true counts as they would be published."""
    return tuple(
        Released(geography, month, measure, count, shown(count, profile).text)
        for measure, count in counts
    )
