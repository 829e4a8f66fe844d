"""The noticeboard: the embedded platform, with a store of its own and the protocol every platform speaks."""

from cydbost_connectors.noticeboard.connector import NoticeboardConnector
from cydbost_connectors.noticeboard.store import NoticeboardStore
from cydbost_connectors.noticeboard.values import BoardFacts, Comment, Notice, Picture

__all__ = ["BoardFacts", "Comment", "Notice", "NoticeboardConnector", "NoticeboardStore", "Picture"]
