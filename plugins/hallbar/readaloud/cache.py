"""Files named by what they were made from; a file is verified each time before it is used."""

import hashlib
import json
from pathlib import Path
from uuid import uuid4

_DIGEST = hashlib.sha256().digest_size


def key_of(*parts: object) -> str:
    """Name what is made from these parts (JSON values): 64 hexadecimal digits."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


class Cache:
    """A folder of payloads by key; several processes may use it at the same time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return the payload; None when there is none, or when the file is truncated or changed."""
        try:
            content = self._path(key).read_bytes()
        except FileNotFoundError:
            return None
        digest, payload = content[:_DIGEST], content[_DIGEST:]
        return payload if digest == _digest(key, payload) else None

    def put(self, key: str, payload: bytes) -> None:
        """Store it; whoever looks meanwhile sees the old file or the whole new one."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{key}.{uuid4().hex}")
        try:
            temporary.write_bytes(_digest(key, payload) + payload)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def _digest(key: str, payload: bytes) -> bytes:
    """The key is in it, so that a file under another's name is found out too."""
    digest = hashlib.sha256(key.encode())
    digest.update(payload)
    return digest.digest()
