"""The keys that sign checkpoints and packs: one signs, those before it still verify.

They lie in a folder outside the database and its backups: `log.key` (secret) and `log.pub`, every
public key there ever was, the oldest first.
"""

import os
import secrets

from django.conf import settings

from compliance.audit.models import Checkpoint
from compliance.audit.transparency.notes import Signer, Verifier, read_signer, read_verifier

SECRET, PUBLIC = "log.key", "log.pub"


class KeyLost(Exception):
    """There were checkpoints, and the key that signed them is not here: a new one would pass for
    it. Put it back, or begin another with `rotate_log_key --lost`."""


def signer() -> Signer:
    """The key that signs now; the first one is made. Raises KeyLost."""
    path = settings.KEYS / SECRET
    if not path.exists():
        if Checkpoint.objects.exists():
            raise KeyLost(f"{path} is missing")
        _keep(new_signer(), is_first=True)
    return read_signer(path.read_text())


def verifiers() -> list[Verifier]:
    """Every public key there ever was, the oldest first."""
    try:
        lines = (settings.KEYS / PUBLIC).read_text().splitlines()
    except FileNotFoundError:
        return []
    return [read_verifier(line) for line in lines if line.strip()]


def new_signer() -> Signer:
    """A fresh key under the log's name."""
    return Signer(settings.LOG_ORIGIN, secrets.token_bytes(32))


def replace_signer(fresh: Signer) -> None:
    """Let another key sign from now on."""
    _keep(fresh, is_first=False)


def _keep(fresh: Signer, *, is_first: bool) -> None:
    """The secret half appears whole or not at all; of two processes that make the first key, one
    wins. The public half is written first: a key that nobody could verify never signs."""
    folder = settings.KEYS
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f"{SECRET}.{os.getpid()}"
    draft.touch(mode=0o600)
    draft.write_text(fresh.text + "\n")
    try:
        with (folder / PUBLIC).open("a") as public:
            public.write(fresh.verifier.text + "\n")
        if is_first:
            os.link(draft, folder / SECRET)
        else:
            draft.rename(folder / SECRET)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
