"""Which templates' words are approved as they are now, and what a post is called that nobody has named."""

from collections.abc import Mapping

from cydbost_language.templates import Template, template_hash
from cydbost_queue.desk import Desk
from cydbost_queue.queries.record import approved_templates


def approvers(desk: Desk, library: Mapping[str, Template]) -> dict[str, str]:
    """Return who approved the words of each template as they are now; a template nobody approved is not there."""
    approved = approved_templates(desk)
    found = {name: approved.get((name, template_hash(template))) for name, template in library.items()}
    return {name: person for name, person in found.items() if person is not None}


def label_of(template: Template) -> str:
    """Return what the team calls a post made from a template: its title in both languages."""
    return f"{template.title.cy} / {template.title.en}"


def first_words(text: str) -> str:
    """Return what the team calls a post that nobody has named: how it begins, 60 characters at most."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:60].rsplit(" ", 1)[0].rstrip(".,;:") + "…"
