"""WordPress: the council's own news site, over its REST API with an application password."""

from cydbost_connectors.wordpress.about import PLATFORM, WordPressPlatform

__all__ = ["PLATFORM", "WordPressPlatform"]
