"""Noting a picture that somebody gave: the file itself is kept beside the database."""

from dataclasses import dataclass

from cydbost_queue.desk import Desk
from cydbost_queue.policy import Actor, Right
from cydbost_queue.tables import Upload


@dataclass(frozen=True, slots=True)
class NewUpload:
    """A picture as it is kept: ``size`` in bytes, ``width`` and ``height`` in pixels, ``frames`` 1 unless it moves."""

    sha256: str
    mime: str
    size: int
    width: int
    height: int
    frames: int


def note_upload(desk: Desk, actor: Actor, new: NewUpload) -> None:
    """Note who gave a picture, and when; the same picture given again is noted once.

    Raises:
        Denied: the actor may not write.
    """
    with desk.act(actor, Right.WRITE) as act:
        if act.session.get(Upload, new.sha256) is None:
            act.session.add(
                Upload(
                    sha256=new.sha256,
                    mime=new.mime,
                    size=new.size,
                    width=new.width,
                    height=new.height,
                    frames=new.frames,
                    by=actor.name,
                    at=act.at,
                )
            )
