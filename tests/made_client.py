"""The typed client that programs use, made from an OpenAPI document for the time of some tests."""

import importlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from script.typed_client import write_client

NAME = "gate49_client"


@contextmanager
def made_client(document: Mapping[str, Any], folder: Path) -> Iterator[Any]:
    """What imports modules of the client, by their names within it ("" for the whole)."""
    write_client(document, folder / NAME, layout="none")
    sys.path.insert(0, str(folder))
    try:
        yield lambda name: importlib.import_module(f"{NAME}.{name}" if name else NAME)
    finally:
        sys.path.remove(str(folder))
        for name in [each for each in sys.modules if each.partition(".")[0] == NAME]:
            del sys.modules[name]
