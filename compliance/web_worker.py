"""gunicorn's threaded worker, but slow and half-sent requests wait elsewhere than in its threads.

A request is read to its end, or to a megabyte, before one of the few threads that answer gets it,
so clients that stop in the middle of a line keep nobody waiting.
"""

import re
import socket
import struct
import time
from concurrent.futures import Future, ThreadPoolExecutor

from gunicorn.workers.gthread import TConn, ThreadWorker

WAITING_AT_MOST = 500
PATIENCE_SECONDS = 10
MOST_BYTES = 1024 * 1024
PIECE = 64 * 1024
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})", re.IGNORECASE | re.MULTILINE)
EXPECTS = re.compile(rb"^expect:", re.IGNORECASE | re.MULTILINE)


class PatientWorker(ThreadWorker):
    """Reads ahead in threads of their own, which are many and do nothing else."""

    def init_process(self) -> None:
        """Called in the worker once it is forked."""
        self._readers = ThreadPoolExecutor(WAITING_AT_MOST, thread_name_prefix="reader")
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        """Hand a connection on to the answering threads once a whole request lies here."""
        self._readers.submit(self._read_ahead, conn)

    def _read_ahead(self, conn: TConn) -> None:
        try:
            begun = conn.parser is not None and conn.parser.unreader.buf.getvalue()
            request = b"" if begun else read_request(conn.sock)
            conn.init()
            conn.parser.unreader.unread(request)
            conn.data_ready = True
            super().enqueue_req(conn)
        except (OSError, EOFError, RuntimeError) as error:
            failed: Future[bool] = Future()
            failed.set_exception(error)
            self.method_queue.defer(self.finish_request, conn, failed)  # closes it


def read_request(connection: socket.socket) -> bytes:
    """One request, or the beginning of a large one. Raises EOFError when the client hangs up and
    TimeoutError when it has not sent that much in ten seconds."""
    # The rest of a large body is read by the one who answers; that may not take for ever either.
    connection.setsockopt(
        socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", PATIENCE_SECONDS, 0)
    )
    received = bytearray()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _is_enough(received):
        connection.settimeout(max(deadline - time.monotonic(), 0.001))
        piece = connection.recv(PIECE)
        if not piece:
            raise EOFError
        received += piece
    return bytes(received)


def _is_enough(received: bytearray) -> bool:
    head, end, body = received.partition(b"\r\n\r\n")
    if not end:
        return len(received) >= MOST_BYTES
    length = LENGTH.search(head)
    is_complete = length is None or len(body) >= int(length[1])
    return is_complete or len(received) >= MOST_BYTES or EXPECTS.search(head) is not None
