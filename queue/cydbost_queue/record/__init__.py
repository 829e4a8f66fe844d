"""The record: entries chained by hash, sealed together, and provable."""

from cydbost_queue.record.tags import Tag

__all__ = ["Tag"]
