"""Messages between a run and a worker, over its pipes: four bytes of length, then MessagePack."""

from __future__ import annotations

from typing import IO, Any, Final

import msgspec

_LENGTH_BYTES: Final = 4


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message; raise `OSError` where the other side is gone."""
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """Return one message, still packed, or None where the other side is gone."""
    head = stream.read(_LENGTH_BYTES)
    if len(head) < _LENGTH_BYTES:
        return None
    size = int.from_bytes(head, "big")
    data = stream.read(size)
    return data if len(data) == size else None
