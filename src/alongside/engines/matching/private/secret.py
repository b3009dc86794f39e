"""The secret both sides share, stretched into keys, and the fingerprint that tells two apart."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

from alongside.kernel.refusal import Refused

SHORTEST: Final = 20
FEWEST_LETTERS: Final = 8
COST: Final = 2**15
"""Of scrypt: 32 MiB and about a tenth of a second for each guess at a secret."""


@dataclass(frozen=True)
class Key:
    """What every hash is keyed with.

    Attributes:
        stretched: 32 bytes; never written anywhere.
        fingerprint: 16 hexadecimal figures, the same on both sides where the secret is.
    """

    stretched: bytes
    fingerprint: str

    def part(self, name: str) -> bytes:
        """A key for one use, from which no other can be worked out."""
        return hmac.digest(self.stretched, name.encode(), "sha256")


def key_from(secret: str, *, exchange: str) -> Key:
    """Stretch a shared secret into the key of one exchange.

    Args:
        secret: Words or letters that both sides hold and nobody else does.
        exchange: What both sides call this exchange, such as ``section 136, 2026``. Encodings of
            one exchange cannot be set beside those of another.

    Raises:
        Refused: ``secret.short`` or ``secret.plain``: it could be guessed.
    """
    words = " ".join(secret.split())
    if len(words) < SHORTEST:
        raise Refused(
            "secret.short",
            f"The shared secret has {len(words)} characters; it needs {SHORTEST} or more.",
            next_step="Make one by chance, such as six words, and give both sides the same.",
        )
    if len(set(words)) < FEWEST_LETTERS:
        raise Refused(
            "secret.plain",
            f"The shared secret has fewer than {FEWEST_LETTERS} different characters.",
            next_step="Make one by chance, such as six words.",
        )
    salt = f"alongside linking without names 1 {' '.join(exchange.casefold().split())}"
    stretched = hashlib.scrypt(
        words.encode(), salt=salt.encode(), n=COST, r=8, p=1, maxmem=2**26, dklen=32
    )
    return Key(stretched, hmac.digest(stretched, b"fingerprint", "sha256").hex()[:16])
