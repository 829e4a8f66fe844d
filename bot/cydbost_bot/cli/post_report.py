"""What a command says when it has done something to a posting."""

from cydbost_bot.cli.at_desk import AtDesk
from cydbost_bot.cli.output import print_json, say
from cydbost_bot.cli.posting_data import posting_data
from cydbost_bot.cli.posting_view import show_finding_lines, show_needs, show_versions, spell_parts
from cydbost_bot.posting_judgement import findings_of
from cydbost_queue.queries.postings import show_posting


def report(here: AtDesk, ref: str, sentence: str, *, texts: bool = False) -> None:
    """Say what was done, what is found now and what is missing; as data where a script asks.

    Args:
        here: the desk.
        ref: the posting.
        sentence: what was done, in the reader's language.
        texts: whether both versions are shown where something is found in them.
    """
    posting = show_posting(here.desk, ref)
    findings = findings_of(here.desk, posting)
    if here.as_json:
        print_json(posting_data(posting, findings))
        return
    say(sentence)
    if posting.parts:
        say(spell_parts(posting))
    if texts and findings:
        show_versions(posting, findings)
        show_finding_lines(findings, accepted=posting.verdict.accepted)
    show_needs(posting, findings_shown=texts)
