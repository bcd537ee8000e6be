"""A socket that listens on this machine: in production a web server in front passes requests on."""

import socket

import click

from hallbar.messages import Messages

message = Messages(__file__)
HOST = "127.0.0.1"


def listening(port: int, backlog: int = 128) -> socket.socket:
    """Return a socket that listens at a port (0: any free one). Raises ClickException if it is taken.

    Its connections send at once. Otherwise the body of a short reply waits 40 ms for the receipt of its head
    (Nagle's algorithm, RFC 896), and asyncio switches that off only for sockets that name their protocol.
    """
    try:
        listener = socket.create_server((HOST, port), backlog=backlog)
    except OSError as error:
        raise click.ClickException(message("port_taken", port=port)) from error
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
