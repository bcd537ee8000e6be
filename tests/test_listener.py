import socket

from hallbar.listener import HOST, listening


def test_a_connection_sends_at_once() -> None:
    with listening(0) as listener:
        port = listener.getsockname()[1]
        with socket.create_connection((HOST, port), timeout=5), listener.accept()[0] as connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
