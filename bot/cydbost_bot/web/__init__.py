"""The noticeboard's public face: bilingual pages, feeds and a comment form, live or as static files."""

from cydbost_bot.web.app import create_noticeboard_app
from cydbost_bot.web.council import Council
from cydbost_bot.web.rate_limit import CommentLimit
from cydbost_bot.web.static_export import write_static

__all__ = ["CommentLimit", "Council", "create_noticeboard_app", "write_static"]
