"""How the demo world fills crisis work: eighteen months of history and a shift going on now."""

from alongside.areas.crisis.demo.cast import Cast, cast_of
from alongside.areas.crisis.demo.history import fill_history
from alongside.areas.crisis.demo.ledgers import fill_ledgers
from alongside.areas.crisis.demo.live import fill_live

__all__ = ["Cast", "cast_of", "fill_history", "fill_ledgers", "fill_live"]
