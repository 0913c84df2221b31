"""`manage.py verify_audit`: read the whole event log, or an exported one, and name every fault."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from compliance.audit.anchors import keep_head
from compliance.audit.database.roles import can_tamper
from compliance.audit.export import BadExport
from compliance.audit.transparency.checkpoints import root_known_outside
from compliance.audit.transparency.keys import verifiers
from compliance.audit.transparency.notes import BadNote, Verifier, read_verifier
from compliance.audit.verification import (
    Verification,
    sentence_of,
    verify,
    verify_file,
    write_down,
)

SHORTEST = 8


def seq_and_hash(text: str) -> tuple[int, str]:
    """The head as printed on a paper, SEQ:HASH (the hash may be shortened on paper)."""
    seq, _colon, hash_ = text.partition(":")
    if not seq.isdecimal() or len(hash_) < SHORTEST:
        raise ArgumentTypeError(f"expected SEQ:HASH with at least {SHORTEST} digits of the hash")
    return int(seq), hash_.lower()


def a_key(text: str) -> Verifier:
    """A public key as it is published."""
    try:
        return read_verifier(text)
    except BadNote as error:
        raise ArgumentTypeError(str(error)) from error


class Command(BaseCommand):
    """Exit code 1 when the log was edited, shortened or put in another order."""

    help = "Checks the hash chain of the event log, its sealed end and heads known from papers."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--expect",
            action="append",
            type=seq_and_hash,
            default=[],
            metavar="SEQ:HASH",
            help="an event that must be there, as printed on a paper; may be repeated",
        )
        parser.add_argument(
            "--checkpoint",
            action="append",
            type=Path,
            default=[],
            metavar="FILE",
            help="a signed checkpoint kept outside; may be repeated",
        )
        parser.add_argument(
            "--log-key",
            action="append",
            type=a_key,
            default=[],
            metavar="NAME+ID+KEY",
            help="a public key of the log as it was noted outside; without it, those kept here",
        )
        parser.add_argument(
            "--no-record", action="store_true", help="do not write the result into the log"
        )
        parser.add_argument(
            "--file",
            type=Path,
            help="check this exported log (.jsonl or .csv) instead; needs no database",
        )
        parser.add_argument(
            "--part", action="store_true", help="the file holds chosen events, not a whole stretch"
        )

    def handle(self, *args: Any, expect: list[tuple[int, str]], **options: Any) -> None:
        roots = _roots_in(options["checkpoint"], options["log_key"])
        result = self._check(dict(expect), roots, **options)
        for fault in result.faults:
            self.stderr.write(sentence_of(fault))
        self.stdout.write(f"{result.events} events, head {result.seq}:{result.hash}")
        if result.faults:
            raise SystemExit(1)
        self.stdout.write("The event log is intact.")

    def _check(
        self,
        expected: dict[int, str],
        roots: list[tuple[int, str]],
        *,
        file: Path | None,
        part: bool,
        no_record: bool,
        **_others: Any,
    ) -> Verification:
        if file is None:
            result = verify(expected=expected, checkpoints=roots)
            if not no_record:
                write_down(result, since=1)
                keep_head()
            if can_tamper():
                self.stderr.write("Warning: the application's role owns the log (operations.md).")
            return result
        try:
            return verify_file(file, expected=expected, is_part=part)
        except (BadExport, OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error


def _roots_in(files: list[Path], keys: list[Verifier]) -> list[tuple[int, str]]:
    try:
        return [root_known_outside(each.read_text(), keys or verifiers()) for each in files]
    except (BadNote, OSError, UnicodeDecodeError) as error:
        raise CommandError(f"not a checkpoint signed by a known key: {error}") from error
