"""`hallbar feedback serve` and `hallbar feedback nginx`: for operators, who run the service."""

import os
import re
from pathlib import Path

import click

from hallbar import commands
from hallbar.feedback.service.store import StoreError
from hallbar.listener import listening
from hallbar.messages import Messages

message = Messages(__file__)
NGINX = Path(__file__).with_name("nginx.conf")
PORT = 8001
"""Port of the service, in nginx.conf too."""

_SITE = click.Path(exists=True, file_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_port = commands.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True)


@commands.command("serve")
@commands.option("--site", type=_SITE, required=True)
@commands.option("--data", type=_FOLDER, required=True)
@_port
@commands.option("--origin", envvar="HALLBAR_ORIGIN", default="")
@commands.option("--proxies", envvar="HALLBAR_PROXIES", default="127.0.0.1 ::1", show_default=True)
@commands.option("--burst", type=click.IntRange(0), default=10, show_default=True)
@commands.option("--every", type=click.FloatRange(0, min_open=True), default=10.0, show_default=True)
def serve(site: Path, data: Path, port: int, origin: str, proxies: str, burst: int, every: float) -> None:
    """Receive answers on 127.0.0.1; a web server passes them on."""
    from hallbar.feedback.service import server
    from hallbar.feedback.service.settings import SettingError, Settings

    database = os.environ.get("HALLBAR_DATABASE", "")
    settings = Settings(site, data, database, _listed(origin), _listed(proxies), burst, every)
    try:
        with listening(port, server.CONNECTIONS) as listener:
            server.run(site, settings.receiver(), listener)
    except (SettingError, StoreError) as error:
        raise click.ClickException(str(error)) from error


@commands.command("nginx")
@_port
@commands.option("--path", default="/", show_default=True)
def nginx(port: int, path: str) -> None:
    """Print the settings of nginx that pass feedback on to the service."""
    text = NGINX.read_text("utf-8").replace(f"127.0.0.1:{PORT}", f"127.0.0.1:{port}")
    below = re.escape(f"/{path.strip('/')}/".replace("//", "/"))
    click.echo(text.replace("^/(?:api", f"^{below}(?:api"), nl=False)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(re.split(r"[\s,]+", text.strip())) if text.strip() else ()
