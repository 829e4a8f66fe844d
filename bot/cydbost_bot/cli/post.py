"""``cydbost post``: a posting from its first words to its withdrawal."""

from cydbost_bot.cli import post_change, post_count, post_decide, post_show, post_split, post_write
from cydbost_bot.cli.grammar import App
from cydbost_bot.i18n import N_

app = App(help=N_("Write, approve, schedule and follow the council's posts."))

app.command("add", help=post_write.ADD)(post_write.add)
app.command("edit", help=post_write.EDIT)(post_write.edit)
app.command("count", help=post_count.COUNT)(post_count.count)
app.command("split", help=post_split.SPLIT)(post_split.split)
app.command("show", help=post_show.SHOW)(post_show.show)
app.command("list", help=post_show.LIST)(post_show.list_posts)
app.command("approve", help=post_decide.APPROVE)(post_decide.approve)
app.command("accept", help=post_decide.ACCEPT)(post_decide.accept)
app.command("schedule", help=post_decide.SCHEDULE)(post_decide.schedule)
app.command("cancel", help=post_decide.CANCEL)(post_decide.cancel)
app.command("withdraw", help=post_decide.WITHDRAW)(post_decide.withdraw)
app.command("retry", help=post_decide.RETRY)(post_decide.retry)
app.command("drop", help=post_change.DROP)(post_change.drop)
app.command("expire", help=post_change.EXPIRE)(post_change.expire)
