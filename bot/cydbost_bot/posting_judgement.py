"""What is found in a posting as it stands, whether or not both its versions are there."""

from cydbost_language import Finding, Language, Pair, Side, check_alone
from cydbost_queue.desk import Desk
from cydbost_queue.sides import attachments_of
from cydbost_queue.views import PostingView, VersionView


def findings_of(desk: Desk, posting: PostingView) -> tuple[Finding, ...]:
    """Return what the gate found, or, where one version is missing, what is found in the other by itself."""
    if len(posting.versions) != 1:
        return posting.verdict.findings
    ((language, version),) = posting.versions.items()
    rules, side = desk.current_rules(), side_of_view(version)
    alone = check_alone(side, language, rules.agreements, severities=rules.severities, spellers=rules.spellers)
    return (*alone, *posting.verdict.findings)


def side_of_view(version: VersionView) -> Side:
    """Return what a version says, for the comparison."""
    return Side(version.text, attachments_of(version.media), version.link)


def pair_of(posting: PostingView) -> Pair:
    """Return both versions; an empty one stands for what is missing."""
    sides = {language: side_of_view(version) for language, version in posting.versions.items()}
    return Pair(*(sides.get(language, Side("")) for language in (Language.CY, Language.EN)))
