"""The real clamd, where it is installed (Debian: clamav-daemon), with a database of one signature:
the test file of EICAR, which every scanner knows and which harms nobody."""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from compliance.audit.models import Event
from compliance.quarantine import clamd, scanning
from compliance.quarantine.models import FileScan
from tests.system import wait_until

CLAMD = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
# In halves, so that a scanner of this very repository stays calm.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MOST_MB = 1

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(CLAMD is None, reason="clamd is not installed"),
]


class Scanner:
    """One clamd with a socket of its own."""

    def __init__(self, folder: Path) -> None:
        self.socket, self._folder = folder / "socket", folder
        self.address = f"unix://{self.socket}"
        database = folder / "signatures"
        database.mkdir()
        (database / "test.ndb").write_text(f"Gate49.Test.Eicar:0:*:{EICAR.hex()}\n")
        (folder / "clamd.conf").write_text(
            f"LocalSocket {self.socket}\nDatabaseDirectory {database}\nForeground yes\n"
            f"StreamMaxLength {MOST_MB}M\nTemporaryDirectory {folder}\n"
        )
        self.start()

    def start(self) -> None:
        assert CLAMD
        command = [CLAMD, "--config-file", str(self._folder / "clamd.conf")]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        wait_until(self.answers, 60, lambda: (self._folder / "log").read_text())

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)
        self.socket.unlink(missing_ok=True)

    def answers(self) -> bool:
        try:
            return clamd.scan(self.address, io.BytesIO(b"")) == ""
        except clamd.Unavailable:
            return False


@pytest.fixture(scope="module")
def scanner() -> Iterator[Scanner]:
    with TemporaryDirectory(prefix="g49c-") as folder:
        Path(folder).chmod(0o755)
        running = Scanner(Path(folder))
        yield running
        running.stop()


@pytest.mark.parametrize(
    "content", [EICAR, b"%PDF-1.7\n" + EICAR + b"\n%%EOF", bytes(700_000) + EICAR]
)
def test_it_finds_what_is_planted(scanner: Scanner, content: bytes) -> None:
    assert clamd.scan(scanner.address, io.BytesIO(content)).startswith("Gate49.Test.Eicar")


def test_it_lets_the_rest_pass(scanner: Scanner) -> None:
    assert clamd.scan(scanner.address, io.BytesIO(b"%PDF-1.7\n%%EOF")) == ""
    assert clamd.scan(scanner.address, io.BytesIO(EICAR[:-5])) == ""


def test_what_is_too_large_for_it_is_no_clean_file(scanner: Scanner) -> None:
    with pytest.raises(clamd.Unavailable):
        clamd.scan(scanner.address, io.BytesIO(bytes((MOST_MB + 1) * 1024 * 1024)))


@pytest.mark.django_db
def test_an_upload_waits_while_it_is_down_and_is_refused_once_it_is_back(
    scanner: Scanner, settings: Any
) -> None:
    settings.CLAMD = scanner.address
    name = default_storage.save("attachments/planted.pdf", ContentFile(EICAR))
    row = FileScan.objects.create(sha256="e" * 64, stored_name=name, next_try_at=timezone.now())
    scanner.stop()
    scanning.scan_one(row.pk)
    row.refresh_from_db()
    assert (row.state, bool(row.trouble)) == ("waiting", True)
    scanner.start()
    FileScan.objects.update(next_try_at=timezone.now())
    scanning.scan_one(row.pk)
    row.refresh_from_db()
    assert (row.state, row.found.split(".UNOFFICIAL")[0]) == ("found", "Gate49.Test.Eicar")
    assert Event.objects.filter(verb="file_refused").count() == 1
    default_storage.delete(name)
