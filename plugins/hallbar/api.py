"""The public interface for capabilities in other packages. Everything else may change without notice.

A capability is a folder in a package, with a plugin whose name in mkdocs.yml is its path, `acme/hours`. The
same path is the URL of its css and js and the name of its templates; its words come from its words.toml:

```python
from pathlib import Path

from hallbar.api import Capability
from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

CAPABILITY = Capability(Path(__file__).parent)


class HoursConfig(Config):
    pass


class HoursPlugin(BasePlugin[HoursConfig]):
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        CAPABILITY.publish(files, config)
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        CAPABILITY.offer(env, config, today="8–16")
        return env
```

A template of the site includes it: `{% include "acme/hours/hours.html" %}`, with `hallbar.hours.words` and
`hallbar.hours.today`.
"""

from a11y_journeys.state import State
from hallbar.build_manifest import write_manifest
from hallbar.capability import Capability
from hallbar.manifest import Manifest, ManifestError
from hallbar.manifest import read as read_manifest
from hallbar.parsing import parsed
from hallbar.schema import Record, SchemaError
from hallbar.schema import read as read_settings
from hallbar.site import (
    add_page,
    has_translation,
    language,
    languages,
    pages,
    prefix,
    text_language,
)

__all__ = [
    "Capability",
    "Manifest",
    "ManifestError",
    "Record",
    "SchemaError",
    "State",
    "add_page",
    "has_translation",
    "language",
    "languages",
    "pages",
    "parsed",
    "prefix",
    "read_manifest",
    "read_settings",
    "text_language",
    "write_manifest",
]
