"""The socket at which the service listens."""

from __future__ import annotations

import socket

from twingraph.serve.server import listening


def test_the_end_of_an_answer_does_not_wait_for_the_client() -> None:
    with listening("127.0.0.1", 0) as server, socket.create_connection(server.getsockname()):
        connection, _ = server.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
