"""What a command says when it has done something to a comment."""

from cydbost_bot.cli.at_desk import AtDesk
from cydbost_bot.cli.comment_view import comment_data
from cydbost_bot.cli.output import print_json, say
from cydbost_queue.queries.comments import show_comment


def report(here: AtDesk, ref: str, sentence: str) -> None:
    """Say what was done (``sentence`` has ``{ref}``); as data where a script asks."""
    comment = show_comment(here.desk, ref)
    if here.as_json:
        print_json(comment_data(comment, here.desk.clock.now()))
    else:
        say(sentence.format(ref=comment.ref))
