"""A small clamd: a TCP server that speaks INSTREAM, finds EICAR, and can be made to misbehave."""

import socketserver
import struct
import threading

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
COMMAND = b"zINSTREAM\0"


class Clamd(socketserver.ThreadingTCPServer):
    """`behaviour` is honest, or how it fails; `scanned` are the bodies it was sent."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviour = "honest"
        self.scanned: list[bytes] = []
        self._thread = threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """As settings.CLAMD has it."""
        return f"tcp://127.0.0.1:{self.server_address[1]}"

    def close(self) -> None:
        """Stop; the port refuses connections from then on."""
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Handler(socketserver.BaseRequestHandler):
    server: Clamd

    def handle(self) -> None:
        behaviour = self.server.behaviour
        if behaviour == "hangs up":
            return
        assert self._read(len(COMMAND)) == COMMAND
        body = self._body()
        self.server.scanned.append(body)
        found = b"Eicar-Test-Signature FOUND" if EICAR in body else b"OK"
        answers = {
            "honest": b"stream: " + found + b"\0",
            "over its limit": b"INSTREAM size limit exceeded. ERROR\0",
            "out of its mind": b"\xff\xfe stream OK maybe\0",
            "mute": b"",
            "cut off": b"stream: O",
        }
        self.request.sendall(answers[behaviour])

    def _body(self) -> bytes:
        body = b""
        while length := struct.unpack("!L", self._read(4))[0]:
            body += self._read(length)
        return body

    def _read(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self.request.recv(count - len(data))
            if not part:
                raise ConnectionError
            data += part
        return data
