"""Looking at all that the vault keeps, and sealing it anew: for an administrator, while workers go on."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import col, select, update

from cydbost_queue.errors import StoreError
from cydbost_queue.seal import NoSeal, Seal, is_sealed
from cydbost_queue.store import Store
from cydbost_queue.tables import KeptCredential


@dataclass(frozen=True, slots=True)
class Kept:
    """How the vault stands: the names of its drawers that are open to whoever reads the database, sealed, or shut.

    Args:
        clear: kept as they came.
        sealed: sealed, and these keys open them.
        shut: sealed, and no key opens them.
    """

    clear: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()


def look_over(store: Store, seal: Seal) -> Kept:
    """Return how the vault stands.

    Raises:
        StoreFailed: the database could not serve.
    """
    rows = list(_rows(store))
    clear = [name for name, raw in rows if not is_sealed(raw)]
    shut = [name for name, raw in rows if not _opens(seal, name, raw)]
    sealed = [name for name, _raw in rows if name not in {*clear, *shut}]
    return Kept(tuple(clear), tuple(sealed), tuple(shut))


def reseal(store: Store, seal: Seal) -> tuple[str, ...]:
    """Seal every drawer with the newest key; return their names. What a platform renews meanwhile is not lost.

    Raises:
        StoreError: a drawer opens with none of the keys; then nothing was changed.
    """
    found = [(name, raw, seal.opened(name, raw)) for name, raw in _rows(store)]
    for name, raw, opened in found:
        _replace(store, name, raw, seal.seal(name, opened))
    return tuple(name for name, _raw, _opened in found)


def discard_shut(store: Store, seal: Seal) -> tuple[str, ...]:
    """Empty the drawers that no key opens; return their names. Their accounts must be authorised anew."""
    shut = look_over(store, seal).shut
    with store.writing() as session:
        session.connection().execute(update(KeptCredential).where(col(KeptCredential.name).in_(shut)).values(raw=None))
    return shut


def require_all_open(store: Store, seal: Seal) -> None:
    """Ensure that the keys open every drawer.

    Raises:
        StoreError: one stays shut.
    """
    if look_over(store, seal).shut:
        raise StoreError("vault_key_wrong")


def require_nothing_sealed(store: Store) -> None:
    """Ensure that a first key can be made: what another sealed, it would not open.

    Raises:
        StoreError: something is sealed.
    """
    if look_over(store, NoSeal()).shut:
        raise StoreError("vault_key_lost")


def _replace(store: Store, name: str, before: str, after: str) -> None:
    """Put ``after`` in the place of ``before``; whatever a worker has put there meanwhile is its own seal's matter."""
    same = update(KeptCredential).where(col(KeptCredential.name) == name, col(KeptCredential.raw) == before)
    with store.writing() as session:
        session.connection().execute(same.values(raw=after))


def _rows(store: Store) -> Iterator[tuple[str, str]]:
    with store.reading() as session:
        query = select(KeptCredential.name, KeptCredential.raw).order_by(col(KeptCredential.name))
        found = session.exec(query).all()
    return ((name, raw) for name, raw in found if raw is not None)


def _opens(seal: Seal, name: str, raw: str) -> bool:
    try:
        seal.opened(name, raw)
    except StoreError:
        return False
    return True
