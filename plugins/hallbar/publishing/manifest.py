"""The manifest that every build leaves in its site: by it a built site is known."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = "hallbar"
FILE = f"{FOLDER}/manifest.json"
_KINDS = {"path": str, "pages": dict, "release": str}


class ManifestError(Exception):
    """A folder is no site that was built to its end: one line that names the file."""


@dataclass(frozen=True)
class Manifest:
    """The part of the manifest that publishing uses: the site's path on its server, its pages, its build."""

    path: str
    pages: tuple[str, ...]
    built: int
    """When, in nanoseconds: the time of the file, as the content is the same for equal sites."""


def read(site: Path) -> Manifest:
    """Return the manifest of the site in the folder `site`. Raises ManifestError."""
    file = site / FILE
    try:
        if not file.is_file():
            raise ManifestError(
                f"{file}: missing, so the build did not finish: build the site again, or name its folder"
            )
        data = json.loads(file.read_text("utf-8"))
        built = file.stat().st_mtime_ns
    except OSError as error:
        raise ManifestError(f"{file}: {error.strerror}: let this user read it") from error
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"{file}: damaged: build the site again") from error
    if lacking := _lacking(data):
        raise ManifestError(f"{file}: has no {lacking} that can be used: build the site again")
    return Manifest(data["path"], tuple(data["pages"]), built)


def _lacking(data: Any) -> str:
    """Name what is missing, or not of its kind."""
    found = data if isinstance(data, dict) else {}
    return ", ".join(key for key, kind in _KINDS.items() if not isinstance(found.get(key), kind))
