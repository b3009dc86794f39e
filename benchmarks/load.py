"""Fifty users asking for pages as fast as they are answered, from one process."""

import asyncio
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Load:
    """What was measured.

    Attributes:
        per_second: Pages answered a second, all users together.
        p95_ms: 95 in 100 answers came within this many milliseconds.
        pages: How many were answered.
        failed: How many were not answered with 200.
    """

    per_second: float
    p95_ms: float
    pages: int
    failed: int


def ask(port: int, requests: list[tuple[str, str]], *, users: int, seconds: float) -> Load:
    """Ask with so many users at once for so long.

    Args:
        port: On this machine.
        requests: Pairs of path and Cookie header, taken in turn by each user.
        users: Connections kept open at once.
        seconds: How long; the first second is not counted.
    """
    return asyncio.run(_ask(port, requests, users, seconds))


async def _ask(port: int, requests: list[tuple[str, str]], users: int, seconds: float) -> Load:
    began = time.perf_counter()
    counted_from, until = began + 1.0, began + 1.0 + seconds
    took: list[float] = []
    failed = 0

    async def user(number: int) -> None:
        nonlocal failed
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
        turn = number
        while time.perf_counter() < until:
            path, cookie = requests[turn % len(requests)]
            turn += users + 1
            sent = time.perf_counter()
            head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n"
            writer.write(head.encode())
            status = await _answer(reader)
            now = time.perf_counter()
            if now >= counted_from:
                took.append(now - sent)
                failed += status != 200
        writer.close()

    await asyncio.gather(*(user(number) for number in range(users)))
    took.sort()
    return Load(
        per_second=len(took) / seconds,
        p95_ms=took[int(len(took) * 0.95)] * 1000 if took else float("inf"),
        pages=len(took),
        failed=failed,
    )


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    if b"content-length:" in head:
        length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        await reader.readexactly(length)
    else:
        while True:
            size = int((await reader.readline()).strip() or b"0", 16)
            await reader.readexactly(size + 2)
            if size == 0:
                break
    return status
