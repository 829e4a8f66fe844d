"""What was begun, noted before it can matter: by our key, the containers that were made and the post that came of them.

Threads has no keys of ours. A container can be published once; whoever knows its id can ask what became of it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from cydbost_connectors import Outgoing, Vault

_REMEMBERED: Final = 200


@dataclass(frozen=True, slots=True)
class Note:
    """What was begun for one key.

    Args:
        content: a hash of what the post says.
        children: the containers of its pictures, where there are several.
        container: the post's container.
        misses: how often it was not found when it was to be published.
        post: the id of the public post.
    """

    content: str
    children: tuple[str, ...] = ()
    container: str = ""
    misses: int = 0
    post: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one account. ``drawer`` names their place in the vault."""

    vault: Vault
    drawer: str

    def of(self, outgoing: Outgoing) -> Note:
        """Return what was begun for this very content under this key; an empty note where nothing was."""
        with self.vault.drawer(self.drawer) as drawer:
            found = _read(drawer.read()).get(outgoing.key)
        content = content_of(outgoing)
        return found if found is not None and found.content == content else Note(content)

    def keep(self, key: str, note: Note) -> None:
        """Note it, durably, before this returns."""
        with self.vault.drawer(self.drawer) as drawer:
            noted = _read(drawer.read())
            noted.pop(key, None)
            newest = [*noted.items(), (key, note)][-_REMEMBERED:]
            drawer.keep(json.dumps({key: asdict(one) for key, one in newest}))


def content_of(outgoing: Outgoing) -> str:
    """Return a hash of what a post says, shows and answers."""
    pictures = [[one.sha256.lower(), one.alt_text] for one in outgoing.media]
    said = [outgoing.text, outgoing.link, outgoing.reply_to, pictures]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _read(raw: str | None) -> dict[str, Note]:
    try:
        return {key: _note(found) for key, found in json.loads(raw or "{}").items()}
    except (ValueError, TypeError, AttributeError, KeyError):
        return {}


def _note(found: Mapping[str, Any]) -> Note:
    return Note(
        str(found["content"]),
        tuple(str(one) for one in found["children"]),
        str(found["container"]),
        int(found["misses"]),
        str(found["post"]),
    )
