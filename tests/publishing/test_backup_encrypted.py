"""A backup can be encrypted for public keys: only their own keys open it, and no key is ever repeated."""

import io
import subprocess
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cydbost_queue.backup.encrypting import encrypted, identities_of, readable, recipients_of
from cydbost_queue.errors import StoreError

CONTENT = b"PK" + bytes(range(256)) * 300


class Pipe(io.RawIOBase):
    """A stream that only goes forwards, as a pipe does."""

    def __init__(self, content: bytes) -> None:
        self._inner = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._inner.read(size)


def locked(recipients: list[str], content: bytes = CONTENT) -> bytes:
    out = io.BytesIO()
    with encrypted(out, recipients_of(recipients)) as stream:
        stream.write(content)
    return out.getvalue()


def opened(content: bytes, key: str | bytes) -> bytes:
    keys = key.encode() if isinstance(key, str) else key
    with readable(io.BytesIO(content), lambda: identities_of(keys)) as there:
        return there.read()


def test_each_of_the_keys_opens_it_and_another_does_not() -> None:
    mine, yours, other = (pyrage.x25519.Identity.generate() for _ in range(3))
    content = locked([str(mine.to_public()), f" {yours.to_public()} "])
    assert CONTENT not in content
    for key in (mine, yours):
        assert opened(content, f"# public key: {key.to_public()}\n{key}\n") == CONTENT
    with pytest.raises(StoreError, match="backup_other_key"):
        opened(content, str(other))


def test_a_key_of_ssh_opens_it_too(tmp_path: Path) -> None:
    made = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", made], check=True)
    content = locked([made.with_suffix(".pub").read_text().strip()])
    assert opened(content, made.read_bytes()) == CONTENT


def test_an_encrypted_backup_needs_a_key_and_a_plain_one_none() -> None:
    key = pyrage.x25519.Identity.generate()
    with (
        pytest.raises(StoreError, match="backup_encrypted"),
        readable(io.BytesIO(locked([str(key.to_public())])), None),
    ):
        pass
    for stream in (io.BytesIO(CONTENT), Pipe(CONTENT)):
        with readable(stream, None) as there:  # type: ignore[arg-type]  # a raw stream is all that is needed
            assert there.read() == CONTENT
            assert there.seek(2) == 2


@given(place=st.integers(min_value=0), bit=st.integers(0, 7), cut=st.booleans())
def test_one_that_was_changed_or_cut_anywhere_is_not_opened(place: int, bit: int, cut: bool) -> None:
    key = pyrage.x25519.Identity.generate()
    content = bytearray(locked([str(key.to_public())]))
    place %= len(content)
    if cut:
        del content[place:]
    else:
        content[place] ^= 1 << bit
    if bytes(content[:21]) == b"age-encryption.org/v1":
        with pytest.raises(StoreError, match=r"backup_(other_key|unreadable)"):
            opened(bytes(content), str(key))
    else:  # it is taken for a plain one, and is no archive
        assert opened(bytes(content), str(key)) == bytes(content)


@pytest.mark.parametrize(
    "given",
    ["age1zz", "", "ssh-ed25519 AAAA", str(pyrage.x25519.Identity.generate())],
    ids=["cut", "nothing", "half an SSH key", "a secret key"],
)
def test_what_is_no_public_key_is_refused_and_not_repeated(given: str) -> None:
    with pytest.raises(StoreError, match="backup_no_recipient") as caught:
        recipients_of([given])
    assert (caught.value.facts, caught.value.__cause__) == ({}, None)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"AGE-SECRET-KEY-1ZZ", b"-----BEGIN OPENSSH PRIVATE KEY-----\nx"]
)
def test_a_file_without_a_usable_key_is_refused_and_nothing_of_it_is_repeated(content: bytes) -> None:
    with pytest.raises(StoreError, match="backup_no_identity") as caught:
        identities_of(content)
    assert (caught.value.facts, caught.value.__cause__) == ({}, None)
