"""A cache of files, named by what they were made from. A file is verified each time before it is used."""

import hashlib
import json
import os
import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

CLIPS, MP3S, PAGES = FOLDERS = ("sentences", "sounds", "editions")
"""The folders of the cache: clips, the MP3 of each page, and the record of each page's audio. Their names are
older than this code; with other names, everything that builds have cached would be lost."""

FileState = list[int]
"""Size and modification time (ns) of a file: if both are the same, the file has not been changed."""

_DIGEST = hashlib.sha256().digest_size


def key_of(*parts: object) -> str:
    """Return the key of what is made from these parts (JSON values): 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


class Cache:
    """A folder of payloads by key; several processes may use it at the same time.

    Writes are not forced onto the disk: a file cut off by a power failure is found like any broken file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def get(self, key: str) -> bytes | None:
        """Return the payload; None if there is none, or if the file is truncated or changed."""
        payload = self._read(key)
        if payload is not None:
            self.file_state(key)
        return payload

    def is_intact(self, key: str) -> bool:
        """Return True if the file exists and is intact. Does not count as use."""
        return self._read(key) is not None

    def file_state(self, key: str) -> FileState | None:
        """Return the state of a file and mark it as used, for `prune`; None if it is missing."""
        path = self._path(key)
        try:
            found = os.stat(path)  # noqa: PTH116  pathlib takes twice the time, and there are thousands
        except FileNotFoundError:
            return None
        with suppress(OSError):  # the cache may be read-only
            os.utime(path, ns=(time.time_ns(), found.st_mtime_ns))
        return [found.st_size, found.st_mtime_ns]

    def put(self, key: str, payload: bytes) -> None:
        """Store a payload; a reader sees either the old file or the whole new one."""
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
            with open(self._path(key), "rb", opener=_open_quietly) as file:
                content = file.read()
        except FileNotFoundError:
            return None
        payload = content[_DIGEST:]
        return payload if content[:_DIGEST] == _digest(key, payload) else None

    def _path(self, key: str) -> str:
        return f"{self._folder}/{key[:2]}/{key}"


def _open_quietly(path: str, flags: int) -> int:
    """Open a file without a change of its access time, where the system allows that: reading is not use."""
    with suppress(PermissionError):  # only its owner may
        return os.open(path, flags | getattr(os, "O_NOATIME", 0))
    return os.open(path, flags)


def _digest(key: str, payload: bytes) -> bytes:
    """Return the hash of a payload and its key, so that a file under the key of another is found too."""
    digest = hashlib.sha256(key.encode())
    digest.update(payload)
    return digest.digest()
