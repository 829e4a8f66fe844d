"""The schema's history. One line of revisions serves SQLite and PostgreSQL."""

from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from cydbost_queue.engine import kind_of

#: Every revision in order; the last is what this version of the software works with. A test holds it to the files.
KNOWN: Final = ("0001",)
HEAD: Final = KNOWN[-1]
#: Stands in the place of a revision where a council has moved to another database.
MOVED: Final = "moved"


def upgrade(engine: Engine) -> None:
    """Bring the database up to ``HEAD``, in one transaction."""
    # Alembic is only wanted here: every other command must start without it.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with engine.begin() as connection:
        kind_of(engine).be_alone(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
