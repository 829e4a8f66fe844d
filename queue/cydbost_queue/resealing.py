"""Looking at all that the vault keeps, and sealing it anew: for an administrator, while workers go on."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import col, select, update

from cydbost_queue.errors import StoreError
from cydbost_queue.seal import NoSeal, Seal, is_sealed
from cydbost_queue.store import Store
from cydbost_queue.tables import KeptCredential, Login


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
    """Empty the drawers that no key opens; return their names. Their accounts must be authorised anew.

    A person whose authenticator app is given up must be invited again: a password alone never lets them in.
    """
    shut = look_over(store, seal).shut
    people = [name.removeprefix(Login.DRAWERS) for name in shut if name.startswith(Login.DRAWERS)]
    given_up = {"totp": None, "totp_step": None, "password_hash": None}
    with store.writing() as session:
        session.connection().execute(update(KeptCredential).where(col(KeptCredential.name).in_(shut)).values(raw=None))
        session.connection().execute(update(Login).where(col(Login.person).in_(people)).values(**given_up))
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
    if name.startswith(Login.DRAWERS):
        person = name.removeprefix(Login.DRAWERS)
        same = update(Login).where(col(Login.person) == person, col(Login.totp) == before).values(totp=after)
    else:
        same = update(KeptCredential).where(col(KeptCredential.name) == name, col(KeptCredential.raw) == before)
        same = same.values(raw=after)
    with store.writing() as session:
        session.connection().execute(same)


def _rows(store: Store) -> Iterator[tuple[str, str]]:
    with store.reading() as session:
        query = select(KeptCredential.name, KeptCredential.raw).order_by(col(KeptCredential.name))
        found = list(session.exec(query))
        apps = session.exec(select(Login).where(col(Login.totp).is_not(None)).order_by(col(Login.person)))
        found += [(login.drawer, login.totp) for login in apps]
    return ((name, raw) for name, raw in found if raw is not None)


def _opens(seal: Seal, name: str, raw: str) -> bool:
    try:
        seal.opened(name, raw)
    except StoreError:
        return False
    return True
