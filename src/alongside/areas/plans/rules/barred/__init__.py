"""Words that a plan may not hold, and how well they are found."""

from alongside.areas.plans.rules.barred.checking import BarredHit, check_plan_words, kind_words
from alongside.areas.plans.rules.barred.grammar import Kind

__all__ = ["BarredHit", "Kind", "check_plan_words", "kind_words"]
