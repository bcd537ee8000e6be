"""Files named by what they were made from; a file is verified each time before it is used."""

import hashlib
import json
import os
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

Seal = list[int]
"""Size and time of the last change (ns) of a file: as long as they stay, nobody has written into it."""

_DIGEST = hashlib.sha256().digest_size


def key_of(*parts: object) -> str:
    """Name what is made from these parts (JSON values): 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


class Cache:
    """A folder of payloads by key; several processes may use it at the same time.

    Nothing is forced onto the disk: a file that a power failure cuts off is found out like any other.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def get(self, key: str) -> bytes | None:
        """Return the payload; None when there is none, or when the file is truncated or changed."""
        payload = self._read(key)
        if payload is not None:
            self.seal(key)
        return payload

    def holds(self, key: str) -> bool:
        """Whether there is a whole file; that somebody asked is not noted."""
        return self._read(key) is not None

    def seal(self, key: str) -> Seal | None:
        """The file's seal; None when there is no file. It counts as used: what nobody uses goes first."""
        path = self._path(key)
        try:
            found = os.stat(path)  # noqa: PTH116  pathlib takes twice the time, and there are thousands
        except FileNotFoundError:
            return None
        with suppress(OSError):  # a cache that may only be read is no fault
            os.utime(path, ns=(time.time_ns(), found.st_mtime_ns))
        return [found.st_size, found.st_mtime_ns]

    def put(self, key: str, payload: bytes) -> None:
        """Store it; whoever looks meanwhile sees the old file or the whole new one."""
        path = Path(self._path(key))
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{key}.{uuid4().hex}")
        try:
            temporary.write_bytes(_digest(key, payload) + payload)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)

    def _read(self, key: str) -> bytes | None:
        try:
            with open(self._path(key), "rb", opener=_unnoted) as file:
                content = file.read()
        except FileNotFoundError:
            return None
        payload = content[_DIGEST:]
        return payload if content[:_DIGEST] == _digest(key, payload) else None

    def _path(self, key: str) -> str:
        return f"{self._folder}/{key[:2]}/{key}"


def _unnoted(path: str, flags: int) -> int:
    """Open a file without its access time changing, where the system allows that: reading alone is no use."""
    with suppress(PermissionError):  # only its owner may
        return os.open(path, flags | getattr(os, "O_NOATIME", 0))
    return os.open(path, flags)


def _digest(key: str, payload: bytes) -> bytes:
    """The key is in it, so that a file under another's name is found out too."""
    digest = hashlib.sha256(key.encode())
    digest.update(payload)
    return digest.digest()
