"""All documents of one store into another, whatever the two are kept on."""

from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import Storage, storages

from compliance.document_store.address import BadAddress, read_address, storages_at
from compliance.document_store.folders import UNFINISHED, PaperFolder
from compliance.paper_files import sha256_of

REMADE = "packs"  # made again when asked for


def folder_store(folder: Path) -> Storage:
    """A folder as a store; it need not be there yet."""
    return PaperFolder(location=folder, allow_overwrite=True)


def store_at(address: str) -> Storage:
    """The store behind an address such as GATE49_DOCUMENTS takes. Raises BadAddress."""
    if not address:
        raise BadAddress("it is empty")
    read_address(address)
    return storages.create_storage(storages_at(address)["papers"])


def names_in(store: Storage, folder: str = "") -> Iterator[str]:
    """Every document in the store, without what is half-written. Raises StoreAway."""
    try:
        folders, files = store.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        if not name.endswith(UNFINISHED):
            yield f"{folder}{name}"
    for name in sorted(folders):
        if name != REMADE:
            yield from names_in(store, f"{folder}{name}/")


def copy_all(source: Storage, target: Storage) -> tuple[int, int]:
    """Copy what the target has not, or has with other bytes; how many were copied, and how many
    were there. What somebody deletes meanwhile is left out. Raises StoreAway."""
    copied = there = 0
    for name in names_in(source):
        try:
            file = source.open(name)
        except FileNotFoundError:
            continue
        with file:
            kept = _sha256(target, name)
            if kept and kept == sha256_of(file):
                there += 1
                continue
            target.save(name, file)
            copied += 1
    return copied, there


def _sha256(store: Storage, name: str) -> str | None:
    try:
        with store.open(name) as file:
            return sha256_of(file)
    except FileNotFoundError:
        return None
