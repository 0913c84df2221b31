"""gunicorn's threaded worker, but slow clients wait elsewhere than in its threads.

A request is read to its end before one of the few threads that answer gets it; what a client is
slow to take of an answer, and slow to close, is left to others as well. So nobody is kept waiting
by clients that stop in the middle of a line, drip a large file, or read a byte a second.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import IO

from gunicorn.http.unreader import Unreader
from gunicorn.util import write_error
from gunicorn.workers.gthread import TConn, ThreadWorker

from compliance.slow_lines import PIECE, Line, Refused, read_request, send_all

WAITING_AT_MOST = 500


class PatientWorker(ThreadWorker):
    """Reads ahead and sends on in threads of their own, which are many and do nothing else."""

    def init_process(self) -> None:
        """Called in the worker once it is forked."""
        self._patient = ThreadPoolExecutor(WAITING_AT_MOST, thread_name_prefix="patient")
        super().init_process()

    def enqueue_req(self, conn: TConn) -> None:
        """Hand a connection on to the answering threads once a whole request lies here."""
        self._patient.submit(self._read_ahead, conn)

    def finish_request(self, conn: TConn, done: Future[bool]) -> None:
        """Called in the main thread, which does not wait until a client has closed its end."""
        if done.cancelled() or done.exception() or done.result() is not False:
            super().finish_request(conn, done)
            return
        self.nr_conns -= 1
        self._patient.submit(conn.close, graceful=True)

    def _read_ahead(self, conn: TConn) -> None:
        try:
            if not isinstance(conn.sock, Line):
                conn.sock = Line(fileno=conn.sock.detach())
            begun = conn.parser.unreader.take_buffered() if conn.parser else b""
            request, rest = read_request(conn.sock, begun)
            conn.init()
            conn.parser.unreader = Held(request, rest)
            conn.data_ready = True
            conn.sock.begin_answer()
            done: Future[bool] = self.tpool.submit(self.handle, conn)
            done.add_done_callback(partial(self._answered, conn))
        except Refused as refusal:
            conn.sock.setblocking(False)
            write_error(conn.sock, refusal.status, refusal.reason, "")
            self._end(conn, None)
        except (OSError, EOFError, RuntimeError) as error:
            self._end(conn, error)

    def _answered(self, conn: TConn, done: Future[bool]) -> None:
        """Called in the answering thread, which is free afterwards."""
        conn.parser.unreader.let_go()
        if conn.sock.rest is None:
            self.method_queue.defer(self.finish_request, conn, done)
        else:
            self._patient.submit(self._send_rest, conn, done)

    def _send_rest(self, conn: TConn, done: Future[bool]) -> None:
        failed = None
        try:
            send_all(conn.sock, conn.sock.rest)
        except OSError as error:
            failed = error
        conn.sock.drop()
        if failed:
            self._end(conn, failed)
        else:
            self.method_queue.defer(self.finish_request, conn, done)

    def _end(self, conn: TConn, error: Exception | None) -> None:
        """Close it: by and by, so that a refusal is read, or at once where something failed."""
        ended: Future[bool] = Future()
        if error is None:
            ended.set_result(False)
        else:
            ended.set_exception(error)
        self.method_queue.defer(self.finish_request, conn, ended)


class Held(Unreader):
    """A whole request, which gunicorn's parser reads as it would read the line. `rest` is what the
    client has sent behind it."""

    def __init__(self, request: IO[bytes], rest: bytes) -> None:
        super().__init__()
        self._request, self._rest = request, rest

    def chunk(self, size_hint: int | None = None) -> bytes:
        """The next piece, b"" at the end; never a whole large body at once."""
        return self._request.read(min(size_hint or PIECE, PIECE))

    def let_go(self) -> None:
        """The request is answered: what comes next stands first in the buffer."""
        self._request.close()
        self.unread(self._rest)
