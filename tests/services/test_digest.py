"""SHA-256 in pieces."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gzparty import digest
from gzparty.digest import digest_of


@given(st.binary(max_size=200), st.integers(1, 64))
def test_a_digest_in_pieces_is_that_of_the_whole(content: bytes, piece: int) -> None:
    with pytest.MonkeyPatch.context() as cut:
        cut.setattr(digest, "PIECE", piece)
        assert digest_of(content) == hashlib.sha256(content).hexdigest()
