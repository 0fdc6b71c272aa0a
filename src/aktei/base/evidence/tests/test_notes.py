# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signed notes open for the right key alone, and checkpoints survive the journey."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktei.base.evidence.notes import Checkpoint, NoteError, SignerKey, VerifierKey, open_note

KEY = SignerKey.make("musterland.example/aktei")

# From the documentation of golang.org/x/mod/sumdb/note: a key and a note that nobody here made.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_of_a_foreign_tool_opens():
    assert open_note(GO_NOTE, VerifierKey.parse(GO_KEY)).startswith("If you think cryptography")


@given(st.integers(0, 2**60), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_is_read_as_it_was_signed(size, root):
    checkpoint = Checkpoint(KEY.name, size, root)
    assert Checkpoint.parse(open_note(KEY.sign(checkpoint.text()), KEY.verifier)) == checkpoint


def test_a_verifier_key_is_read_as_it_was_written():
    assert VerifierKey.parse(str(KEY.verifier)) == KEY.verifier


def test_a_changed_text_does_not_open():
    with pytest.raises(NoteError, match="does not fit"):
        open_note(KEY.sign("eins\n").replace("eins", "zwei"), KEY.verifier)


def test_a_note_of_somebody_else_does_not_open():
    with pytest.raises(NoteError, match="has not signed"):
        open_note(SignerKey.make("fremd").sign("eins\n"), KEY.verifier)
