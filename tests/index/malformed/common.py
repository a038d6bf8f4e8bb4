"""What the malformed files of all formats are made of."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator

Files = Iterator[tuple[str | bytes, bytes]]

LINES = [
    "The council of Marrowick voted on Tuesday to rebuild the swing bridge, after two winters",
    "in which the ferry could not run for forty days. The work is to cost eleven million crowns,",
    "of which the province pays half, the treasurer, Odile Brandt, told the meeting.",
]
STORY = "A bridge for Marrowick\n\n" + "\n".join(LINES) + "\n"
MEGABYTE = 1 << 20


def chance(what: str) -> random.Random:
    return random.Random(f"malformed:{what}")


def cut(data: bytes, times: int) -> Iterator[tuple[str, bytes]]:
    """The bytes up to a place, at places spread over all of them."""
    for i in range(1, times + 1):
        yield f"cut-{i}", data[: len(data) * i // (times + 1)]


def flipped(data: bytes, times: int, what: str) -> Iterator[tuple[str, bytes]]:
    """The bytes with some of them changed: few in the first, many in the last."""
    for i in range(1, times + 1):
        random_ = chance(f"{what}{i}")
        changed = bytearray(data)
        for _ in range(2**i):
            changed[random_.randrange(len(changed))] = random_.randrange(256)
        yield f"flipped-{i}", bytes(changed)


def item(**fields: object) -> dict[str, object]:
    return {"title": "A bridge for Marrowick", "text": STORY, **fields}


def bomb(megabytes: int, raw: bool = False) -> bytes:
    """So many megabytes of zeros, deflated; one compressed block repeated, so made at once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    body = block * megabytes + packer.flush()
    if raw:
        return body
    return b"\x78\x9c" + body + struct.pack(">I", _adler(megabytes))


def _adler(megabytes: int) -> int:
    value = 1
    for _ in range(megabytes):
        value = zlib.adler32(bytes(MEGABYTE), value)
    return value
