"""The database engine: which kind of database an address means, and an engine for it. Nobody else asks for the kind."""

from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from cydbost_queue.databases.kind import Kind
from cydbost_queue.databases.postgresql import Postgresql
from cydbost_queue.databases.sqlite import Sqlite
from cydbost_queue.errors import StoreError

#: The kinds by the name that stands before ``://`` in an address.
_KINDS: Final[dict[str, Kind]] = {
    "sqlite": Sqlite(),
    "postgresql": Postgresql(),
    "postgresql+psycopg": Postgresql(),
    "postgres": Postgresql(),
}


def make_engine(url: str) -> Engine:
    """Return an engine for ``url``, with everything a legal record needs switched on.

    Raises:
        StoreError: the address cannot be read, or names a database we do not serve.
    """
    address = read_address(url)
    return _kind(address).engine(address)


def kind_at(url: str) -> Kind:
    """Return the kind of database at an address; raises as ``make_engine`` does."""
    return _kind(read_address(url))


def kind_of(engine: Engine | Connection) -> Kind:
    """Return the kind of database behind an engine or a connection."""
    return _KINDS[engine.dialect.name]


def read_address(url: str) -> URL:
    """Return ``url`` taken apart.

    Raises:
        StoreError: it cannot be read. The error does not hold it: a secret may be in it.
    """
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError("database_address") from None


def shown_address(url: str | URL) -> str:
    """Return an address as it may be shown: without password, and without options, where one may be too."""
    return (
        read_address(str(url) if isinstance(url, str) else url.render_as_string(hide_password=False))
        .set(query={})
        .render_as_string(hide_password=True)
    )


def _kind(address: URL) -> Kind:
    found = _KINDS.get(address.drivername)
    if found is None:
        raise StoreError("database_kind", kind=address.drivername)
    return found
