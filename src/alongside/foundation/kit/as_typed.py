"""A box that is looked up while somebody types, in a form that works without that."""

from typing import Final

SETTLED: Final = "input changed delay:450ms"
"""A look-up is made once the keys have rested, not at every key."""


def looked_up_as_typed(address: str) -> dict[str, str]:
    """Answer the attributes of a box whose results stand in ``#found``.

    The page includes ``kit/find.js``, which moves among the results by the arrow keys and says
    aloud how many there are; each result that can be reached so carries ``data-found-one``.

    Args:
        address: Where the form of the box is sent; it answers only the results to such a look-up.
    """
    return {
        "hx-post": address,
        "hx-trigger": SETTLED,
        "hx-target": "#found",
        "hx-include": "closest form",
        "hx-sync": "this:replace",
        "data-find": "",
        "aria-controls": "found",
    }
