"""Keyed Bloom filters: each part of a record sets a few bits that only the key's holders can place.

Source: Schnell, Bachteler and Reiher 2009, BMC Medical Informatics and Decision Making 9:41, with
positions drawn from one keyed hash each and not from two combined (Niedermeyer et al. 2014), and
filters whose order of bits depends on another field (salting: Niedermeyer et al. 2014).
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.matching.private.secret import Key
from alongside.engines.matching.private.tokens import GROUPS, Group, Record, Token

Words = NDArray[np.uint64]
Orders = NDArray[np.int64]
WORD: Final = 64
WIDTH: Final = sum(group.bits for group in GROUPS) // WORD
"""64-bit words of a record's encoding."""
BATCH: Final = 10_000


def encode(
    records: Sequence[Record], *, key: Key, told: Callable[[int], None] | None = None
) -> Words:
    """Encode records.

    Args:
        records: Each with texts by role.
        key: Of the exchange.
        told: Called with how many more are done.

    Returns:
        ``(len(records), WIDTH)`` words: the filters of ``GROUPS`` side by side. A group with
        nothing recorded sets no bit.
    """
    encoded = np.zeros((len(records), WIDTH), dtype=np.uint64)
    placed = [_Placed(group, key) for group in GROUPS]
    for start in range(0, len(records), BATCH):
        batch = records[start : start + BATCH]
        column = 0
        for one in placed:
            words = one.group.bits // WORD
            encoded[start : start + len(batch), column : column + words] = one.filters(batch)
            column += words
        if told:
            told(len(batch))
    return encoded


def parts(encoded: Words) -> Iterator[Words]:
    """The filters of each group, in the order of ``GROUPS``."""
    column = 0
    for group in GROUPS:
        yield encoded[:, column : column + group.bits // WORD]
        column += group.bits // WORD


class _Placed:
    """Where each part of one group falls, worked out once for each text."""

    def __init__(self, group: Group, key: Key) -> None:
        self.group = group
        # Salted groups share the places of a name; only its order differs between them.
        self.key = key.part("one name" if group.salt else group.name)
        self.order_key = key.part(f"order of {group.name}")
        self.known: dict[Token, tuple[int, ...]] = {}

    def filters(self, records: Sequence[Record]) -> Words:
        """Set the bits of some records: ``(len(records), bits / 64)``."""
        bits = np.zeros((len(records), self.group.bits), dtype=bool)
        counts: list[int] = []
        columns: list[int] = []
        for record in records:
            before = len(columns)
            for token in self.group.tokens(record):
                columns += self.known.get(token) or self._place(token)
            counts.append(len(columns) - before)
        bits[np.repeat(np.arange(len(records)), counts), columns] = True
        if self.group.salt:
            bits = self._reordered(bits, [self.group.salt(record) for record in records])
        packed = np.packbits(bits, axis=1, bitorder="little")
        return packed.view("<u8").astype(np.uint64)

    def _place(self, token: Token) -> tuple[int, ...]:
        digest = hmac.digest(self.key, token[0].encode(), "sha256")
        chosen = np.frombuffer(digest, dtype="<u2")[: token[1]] % self.group.bits
        places = tuple(chosen.tolist())
        self.known[token] = places
        return places

    def _reordered(self, bits: NDArray[np.bool_], salts: list[str]) -> NDArray[np.bool_]:
        distinct = list(dict.fromkeys(salts))
        orders = np.stack([self._noise(salt) for salt in distinct]).argsort(axis=1, kind="stable")
        number = {salt: place for place, salt in enumerate(distinct)}
        chosen = orders[[number[salt] for salt in salts]]
        moved = np.take_along_axis(bits, chosen, axis=1)
        moved[[not salt for salt in salts]] = False
        return moved

    def _noise(self, salt: str) -> NDArray[np.uint32]:
        stream = hashlib.shake_256(self.order_key + salt.encode()).digest(4 * self.group.bits)
        return np.frombuffer(stream, dtype="<u4")
