"""What would mislead a comparison of places."""

import numpy as np

from alongside.engines.evaluation.panel.estimators import Compared, Method, compare
from alongside.engines.evaluation.panel.placebo import FEWEST, Placebos
from alongside.engines.evaluation.panel.table import Panel
from alongside.engines.evaluation.result import Check, State
from alongside.engines.evaluation.wording import number_words, percent_words


def checks(panel: Panel, found: Compared, tried: Placebos) -> tuple[Check, ...]:
    """Ask each question that could turn the answer over."""
    made = [_others(panel, tried), _alike_before(panel, found), _earlier_start(panel, found)]
    if found.method is not Method.DID:
        made += [_leaning(found, panel), _within_reach(panel), _solver(panel, found)]
    made.append(
        Check(
            "no_spillover",
            State.CANNOT_TELL,
            "Whether the other places were touched by it too, or by something else at the same "
            "time, is not in these numbers.",
        )
    )
    return tuple(made)


def _others(panel: Panel, tried: Placebos) -> Check:
    words = f"Nothing began in {panel.controls:,} place{'' if panel.controls == 1 else 's'}"
    if len(tried.estimates) < FEWEST:
        return Check(
            "enough_places",
            State.FAILED,
            f"{words}, too few to say how large a difference chance would make: there is no range.",
        )
    if tried.smallest_p > 0.05:
        return Check(
            "enough_places",
            State.FAILED,
            f"{words}; no difference, however large, could have a P value below "
            f"{tried.smallest_p:.2f}.",
        )
    return Check("enough_places", State.PASSED, f"{words}, and each was tried as if it had.")


def _alike_before(panel: Panel, found: Compared) -> Check:
    """Whether the changed places and what stands for them moved alike before."""
    name = "alike_before"
    gaps = found.gaps[: panel.before]
    if panel.before < FEWEST:
        return Check(name, State.CANNOT_TELL, "There are too few periods before to see.")
    if found.method is Method.SC:
        usual = float(np.std(found.seen[: panel.before], ddof=1))
        off = float(np.sqrt((gaps**2).mean()))
        words = f"Before, the mix was off by {number_words(off)} on average"
        held = off <= 0.25 * usual if usual > 0 else off == 0
        tail = f"; the place itself varied by {number_words(usual)}"
        return Check(name, State.PASSED if held else State.FAILED, f"{words}{tail}.")
    drift = _drift(gaps)
    others = [
        _drift(compare(panel.pretending(unit), found.method, exactly=True).gaps[: panel.before])
        for unit in range(panel.controls)
        if panel.controls > 1
    ]
    if len(others) < FEWEST:
        return Check(name, State.CANNOT_TELL, "There are too few places to see how much is usual.")
    farther = (1 + sum(abs(each) >= abs(drift) for each in others)) / (1 + len(others))
    words = (
        f"Before, they drifted apart by {number_words(abs(drift))} a period; "
        f"{percent_words(farther)} of places drift as much"
    )
    state = State.PASSED if farther > 0.1 else State.FAILED
    return Check(name, state, f"{words}.")


def _drift(gaps: np.ndarray) -> float:
    time = np.arange(len(gaps)) - (len(gaps) - 1) / 2
    return float(time @ gaps / (time @ time))


def _earlier_start(panel: Panel, found: Compared) -> Check:
    """Whether a start that never was, before the real one, seems to do something."""
    name = "pretend_start"
    cut = panel.before * 2 // 3
    if cut < FEWEST or panel.before - cut < 2 or panel.controls <= FEWEST:
        return Check(name, State.CANNOT_TELL, "There are too few periods before to try one.")
    earlier = panel.ending(panel.before, before=cut)
    real = abs(compare(earlier, found.method, exactly=True).estimate)
    others = [
        abs(compare(earlier.pretending(unit), found.method, exactly=True).estimate)
        for unit in range(panel.controls)
    ]
    share = (1 + sum(other >= real for other in others)) / (1 + len(others))
    words = (
        f"A pretend start at {panel.periods[cut]} gives {number_words(real)}; "
        f"{percent_words(share)} of places show as much"
    )
    state = State.PASSED if share > 0.1 else State.FAILED
    return Check(name, state, f"{words}.")


def _leaning(found: Compared, panel: Panel) -> Check:
    most = int(np.argmax(found.unit_weights))
    weight = float(found.unit_weights[most])
    words = f"The mix leans most on {panel.units[most]}, {percent_words(weight)} of it"
    state = State.PASSED if weight < 0.5 else State.FAILED
    return Check("not_one_place", state, f"{words}.")


def _within_reach(panel: Panel) -> Check:
    """Whether the changed place lay within the range of the others before."""
    others = panel.outcome[: panel.controls, : panel.before]
    own = panel.outcome[panel.controls :, : panel.before].mean(axis=0)
    outside = int(((own > others.max(axis=0)) | (own < others.min(axis=0))).sum())
    words = f"In {outside} of {panel.before} periods before, it lay outside every other place"
    state = State.PASSED if outside <= panel.before / 10 else State.FAILED
    return Check("within_reach", state, f"{words}; a mix cannot reach out there.")


def _solver(panel: Panel, found: Compared) -> Check:
    """Whether the answer stands when the weights are solved to the end."""
    exact = compare(panel, found.method, exactly=True).estimate
    words = (
        f"Solved to the end, the weights give {number_words(exact, figures=4)}; the published "
        f"method stops at {number_words(found.estimate, figures=4)}"
    )
    near = abs(exact - found.estimate) <= 0.02 * max(abs(found.estimate), 1e-12)
    return Check("weights_settled", State.PASSED if near else State.FAILED, f"{words}.")
