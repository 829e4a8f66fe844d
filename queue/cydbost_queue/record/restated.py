"""The hashes of the record, worked out anew from rows as they are stored: the very bytes that ``chain`` hashes, sooner.

What cannot be hashed, since somebody left a value there that is no text or no moment, has no hash.
"""

import hashlib
import json
from json.encoder import encode_basestring as quoted
from typing import Any

from cydbost_language import Side, content_hash
from cydbost_queue.record.as_stored import Row, as_hashed
from cydbost_queue.sides import attachments_of


def restated_entry(entry: Row) -> str | None:
    """Return the hash over an entry: its subject, number, moment, actor, act, act's number, data and link back."""
    subject, number, at, actor, act, act_id, data, previous, _ = entry
    try:
        # As ``chain.canonical`` spells it: sorted keys, no spaces, real letters.
        said = (
            f'{{"act":{quoted(act)},"act_id":{quoted(act_id)},"actor":{quoted(actor)},"at":"{as_hashed(at)}",'
            f'"data":{quoted(data)},"number":{number},"previous":{quoted(previous)},"subject":{quoted(subject)}}}'
        )
    except (TypeError, ValueError):
        return None
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def restated_text(text: Any, link: Any, media: Any) -> str | None:  # noqa: ANN401 - whatever is stored
    """Return the content hash of a version from its stored columns; ``media`` is JSON."""
    try:
        return content_hash(Side(text=text, media=attachments_of(json.loads(media)), link=link))
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return None
