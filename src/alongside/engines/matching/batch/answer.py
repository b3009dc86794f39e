"""The answer to a run: what was compared and decided and, given the truth, how right it is."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from alongside.engines.matching.batch.deciding import Decided
from alongside.engines.matching.batch.run import Scored
from alongside.engines.matching.batch.thresholds import Foretold
from alongside.engines.matching.batch.truth import Measured


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run found.

    Attributes:
        kind: ``link`` or ``dedupe``.
        scored: The files, the roles, what was learnt.
        decided: The links or clusters.
        people: The key of each row, where one file was searched.
        measured: How right, at each threshold; empty where the truth is not given.
        for_review: How many pairs need a person's eye.
        written: Files written, by their names.
    """

    kind: str
    scored: Scored
    decided: Decided
    people: tuple[str, ...] = ()
    measured: tuple[Measured, ...] = ()
    for_review: int = 0
    written: tuple[str, ...] = ()

    @property
    def foretold(self) -> Foretold:
        """The threshold and what is expected there."""
        return self.decided.foretold

    @property
    def chosen(self) -> Measured | None:
        """How right the answer is; ``None`` where the truth is not given."""
        return next((one for one in self.measured if one.chosen), None)

    def as_json(self, pairs: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
        """The answer for another program."""
        scored = self.scored
        prepared = scored.work.prepared
        return {
            "kind": self.kind,
            "files": [
                {
                    "name": side.opened.name,
                    "rows": side.opened.rows,
                    "columns": [
                        {"column": one.column, "role": one.role.value, "why": one.why}
                        for one in side.assigned
                    ],
                }
                for side in scored.sides
            ],
            "possible_pairs": prepared.possible_pairs,
            "compared_pairs_at_most": scored.work.pairs,
            "rules": [
                {"rule": one.rule.sql, "pairs": one.pairs, "used": one.kept}
                for one in scored.counted
            ],
            "learnt": _learnt(scored),
            "expected": asdict(self.foretold),
            "links": len(self.decided.links),
            "people": len(set(self.people)),
            "measured": [
                {**asdict(one), "precision": one.precision, "recall": one.recall, "f1": one.f1}
                for one in self.measured
            ],
            "for_review": self.for_review,
            "written": list(self.written),
            "pairs": list(pairs),
        }


def _learnt(scored: Scored) -> dict[str, Any]:
    """What was learnt, level by level."""
    learnt = scored.learnt
    fields = []
    for one in scored.work.compared:
        shares = zip(one.levels, learnt.m[one.name], learnt.u[one.name], strict=True)
        levels = [
            {"words": level.words, "one_person": m, "two_people": u} for level, m, u in shares
        ]
        fields.append({"field": one.name, "levels": levels})
    return {
        "one_person_in_pairs": learnt.prior,
        "one_household_in_pairs": learnt.household,
        "steps": learnt.steps,
        "settled": learnt.settled,
        "fields": fields,
    }
