"""All comparisons that the columns allow, as data and as Splink's settings."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from alongside.engines.matching.batch.settings.dates import compared_births
from alongside.engines.matching.batch.settings.level import ELSE, Compared
from alongside.engines.matching.batch.settings.marks import compared_marks
from alongside.engines.matching.batch.settings.names import compared_names
from alongside.engines.matching.batch.settings.places import compared_places

if TYPE_CHECKING:
    from splink import SettingsCreator

Shares = Mapping[str, Sequence[float]]
"""How often each level of a comparison, by its name, is met; they add up to one."""

LEAST_FREQUENCY: Final = 1e-5
"""A value rarer than this adds no more weight: it may be a slip that two rows share."""


def comparisons_for(columns: Collection[str]) -> tuple[Compared, ...]:
    """Every comparison the prepared columns allow, in the order reasons are told."""
    return (
        *compared_names(columns),
        *compared_births(columns),
        *compared_marks(columns),
        *compared_places(columns),
    )


def first_shares(compared: Sequence[Compared]) -> dict[str, tuple[float, ...]]:
    """How often one person's records stand at each level, before anything is learnt."""
    found = {}
    for one in compared:
        whole = sum(level.m for level in one.levels)
        found[one.name] = tuple(level.m / whole for level in one.levels)
    return found


def splink_settings(
    compared: Sequence[Compared],
    *,
    linking: bool,
    rules: Sequence[str],
    m: Shares,
    u: Shares,
    prior: float,
    weights: bool = True,
) -> "SettingsCreator":
    """The settings Splink is given.

    Args:
        compared: What is compared.
        linking: Whether two files are linked.
        rules: The rules that bring pairs together to be compared.
        m: How often one person's records stand at each level.
        u: How often two people's do.
        prior: The chance that a pair taken at random is one person.
        weights: Whether values are weighed by how common they are, and what each comparison adds
            is told.
    """
    from splink import SettingsCreator

    return SettingsCreator(
        link_type="link_only" if linking else "dedupe_only",
        comparisons=[
            _comparison(one, m[one.name], u[one.name], weights=weights) for one in compared
        ],
        blocking_rules_to_generate_predictions=[{"blocking_rule": rule} for rule in rules],
        probability_two_random_records_match=prior,
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=weights,
        linker_uid="alongside",
    )


def _comparison(
    one: Compared, m: Sequence[float], u: Sequence[float], *, weights: bool
) -> dict[str, object]:
    column = one.columns[0]
    levels: list[dict[str, object]] = [
        {
            "sql_condition": f"{column}_l IS NULL OR {column}_r IS NULL",
            "label_for_charts": "missing",
            "is_null_level": True,
        }
    ]
    for level, often, by_chance in zip(one.levels, m, u, strict=True):
        asked: dict[str, object] = {
            "sql_condition": level.sql,
            "label_for_charts": level.words,
            "m_probability": often,
            "u_probability": by_chance,
        }
        if weights and level.frequency and level.sql != ELSE:
            asked |= {
                "tf_adjustment_column": level.frequency,
                "tf_adjustment_weight": 1.0,
                "tf_minimum_u_value": LEAST_FREQUENCY,
            }
        levels.append(asked)
    return {"output_column_name": one.name, "comparison_levels": levels}
