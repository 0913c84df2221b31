"""The one fault of a store that passes by itself, whatever it is kept on."""

from collections.abc import Iterator
from contextlib import contextmanager


class StoreAway(OSError):
    """The folder or the bucket refuses or does not answer. Nothing is known of the file: workers
    try again, pages answer 503. A file that is not there is FileNotFoundError instead."""


@contextmanager
def told_as_away(name: str) -> Iterator[None]:
    """What a disk refuses, as StoreAway; what is no file, as FileNotFoundError."""
    try:
        yield
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise FileNotFoundError(f"{name} is missing") from error
    except OSError as error:
        raise StoreAway(f"{name}: {error}") from error
