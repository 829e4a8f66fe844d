"""The manual channel: a place where no program may post, so that a person does, and says where."""

from cydbost_connectors.manual.offer import PLATFORM

__all__ = ["PLATFORM"]
