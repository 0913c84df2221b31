"""Signed notes, with the example of the Go package that began the format."""

import pytest

from compliance.audit.transparency.notes import (
    BadNote,
    Checkpoint,
    Signer,
    opened,
    read_checkpoint,
    read_signer,
    read_verifier,
    sign,
)

# golang.org/x/mod/sumdb/note, example_test.go: key, text and the signature its tool makes.
GO_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_NOTE = (
    f"{GO_TEXT}\n\N{EM DASH} PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

MINE, OTHER = Signer("gate49.example/log", b"m" * 32), Signer("gate49.example/log", b"o" * 32)
KEYS = [MINE.verifier]


def test_go_s_keys_and_note_are_ours() -> None:
    signer = read_signer(GO_SECRET)
    assert signer.verifier == read_verifier(GO_PUBLIC)
    assert signer.text == GO_SECRET
    assert signer.verifier.text == GO_PUBLIC
    assert sign(GO_TEXT, [signer]) == GO_NOTE
    assert opened(GO_NOTE, [signer.verifier]) == GO_TEXT


def test_a_checkpoint_is_read_as_it_was_signed_with_witnesses_under_it() -> None:
    made = Checkpoint("gate49.example/log", 7, b"r" * 32)
    note = sign(made.text, [MINE, OTHER])
    assert read_checkpoint(opened(note, KEYS)) == made
    assert read_checkpoint(opened(note, [OTHER.verifier])) == made


@pytest.mark.parametrize(
    "spoil",
    [
        lambda note: note.replace("\n7\n", "\n8\n"),
        lambda note: note.replace("gate49.example", "gate48.example", 1),
        lambda note: note[:-1],
        lambda note: note.partition("\n\n")[0],
        lambda note: note.replace(" gate49.example/log ", " gate49.example/log !"),
        lambda note: sign(note.partition("\n\n")[0] + "\n", [OTHER]),
    ],
)
def test_what_our_key_did_not_sign_is_no_note(spoil) -> None:
    note = sign(Checkpoint("gate49.example/log", 7, b"r" * 32).text, [MINE])
    with pytest.raises(BadNote):
        opened(spoil(note), KEYS)


@pytest.mark.parametrize("text", ["", "a\n7\n", "a\nx\nAA==\n", "a\n7\nAA==\n", "\n7\nAA==\n"])
def test_other_text_is_no_checkpoint(text: str) -> None:
    with pytest.raises(BadNote):
        read_checkpoint(text)


@pytest.mark.parametrize("text", ["", "a+b+c", MINE.verifier.text.replace("log+", "log+0")])
def test_other_text_is_no_key(text: str) -> None:
    with pytest.raises(BadNote):
        read_verifier(text)
    with pytest.raises(BadNote):
        read_signer(text)
