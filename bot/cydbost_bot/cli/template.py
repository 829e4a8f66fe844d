"""``cydbost template``: emergency messages approved in both languages before they are needed."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from cydbost_bot.cli.at_desk import at_desk
from cydbost_bot.cli.grammar import App
from cydbost_bot.cli.output import console, print_json, say
from cydbost_bot.cli.template_choice import find_template, templates
from cydbost_bot.console import NO
from cydbost_bot.i18n import N_, _, current, ngettext
from cydbost_bot.library import CATEGORIES
from cydbost_bot.library.approved import approvers
from cydbost_bot.library.category_names import CATEGORY_NAMES
from cydbost_bot.library.template_filling import kind_name
from cydbost_bot.problem import Misuse, Wording, perhaps
from cydbost_bot.sentences import name_of
from cydbost_language import Language
from cydbost_language.templates import Template, fill, template_hash
from cydbost_queue.actions.emergency import approve_template

NO_CATEGORY = Wording("no_template_category", N_("There is no category “{category}”.{perhaps} There are: {known}."))
WHICH = Wording("which_template", N_("Name one template, or give --all."))

Name = Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("The template's name."))]

app = App(help=N_("See the emergency templates, and approve their words in advance."))


@app.command("list", help=N_("List the templates by category, and whether their words are approved."))
def list_templates(
    context: typer.Context,
    *,
    category: Annotated[
        str | None, typer.Option("--category", metavar=N_("CATEGORY"), help=N_("Only this category."))
    ] = None,
) -> None:
    """List the templates; the status is 1 when there are none of that category.

    Raises:
        Misuse: there is no such category.
        typer.Exit: nothing found.
    """
    if category is not None and category not in CATEGORIES:
        guess = perhaps(category, list(CATEGORIES))
        raise Misuse(NO_CATEGORY(category=category, perhaps=guess, known=", ".join(CATEGORIES)))
    with at_desk(context) as here:
        library = templates(here)
        approved = approvers(here.desk, library)
        shown = {name: one for name, one in library.items() if category in {None, one.category}}
        if here.as_json:
            for one in shown.values():
                print_json(_line_data(one, approved.get(one.name)))
        else:
            show_templates(shown, approved)
    if not shown:
        raise typer.Exit(NO)


def show_templates(shown: Mapping[str, Template], approved: Mapping[str, str]) -> None:
    """Print templates by category, in the reader's language."""
    table = Table()
    for title in (_("Category"), _("Name"), _("Title"), _("Approved by")):
        table.add_column(title, overflow="fold")
    before = ""
    for one in sorted(shown.values(), key=lambda it: (CATEGORIES.index(it.category), it.name)):
        category = name_of(CATEGORY_NAMES, one.category) if one.category != before else ""
        before = one.category
        table.add_row(
            category, one.name, one.title.side(Language(current())), approved.get(one.name) or _("nobody yet")
        )
    console().print(table)


@app.command("show", help=N_("Show a template's fields, and its words in both languages filled with examples."))
def show(context: typer.Context, name: Name) -> None:
    """Show one template.

    Raises:
        Misuse: there is none of that name.
    """
    with at_desk(context) as here:
        library = templates(here)
        template = find_template(library, name)
        by = approvers(here.desk, library).get(name)
        if here.as_json:
            print_json(_data(template, by))
        else:
            _show(template, by)


@app.command("approve", help=N_("Approve a template's words as they are now, so that it may go out at once."))
def approve(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar=N_("NAME"), help=N_("The template's name."))] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help=N_("Approve every template."))] = False,
) -> None:
    """Approve one template or all; repeating it changes nothing.

    Raises:
        Misuse: neither a name nor ``--all``, or both; no such template.
        QueueError: the person may not approve templates.
    """
    if every == (name is not None):
        raise Misuse(WHICH())
    with at_desk(context) as here:
        library = templates(here)
        chosen = list(library.values()) if name is None else [find_template(library, name)]
        for template in chosen:
            approve_template(here.desk, here.actor, template.name, template_hash(template))
        if here.as_json:
            print_json({"approved": [template.name for template in chosen], "by": here.actor.name})
            return
        sentence = ngettext("{n} template is approved.", "{n} templates are approved.", len(chosen))
        say(sentence.format(n=len(chosen)))


def _show(template: Template, by: str | None) -> None:
    say(f"{template.name} · {template.title.cy} / {template.title.en}")
    say(_("Approved by: {person}").format(person=by or _("nobody yet")))
    language = Language(current())
    fields = Table()
    for title in (_("Field"), _("What it is"), _("Help")):
        fields.add_column(title, overflow="fold")
    for field in template.fields:
        fields.add_row(field.name, str(kind_name(template, field.name)), field.help.side(language))
    filled = fill(template, template.examples())
    words = Table(title=_("With its examples"), expand=True)
    words.add_column(_("Welsh"), ratio=1, overflow="fold")
    words.add_column(_("English"), ratio=1, overflow="fold")
    words.add_row(Text(filled.cy), Text(filled.en))
    terminal = console()
    terminal.print(fields)
    terminal.print(words)


def _line_data(template: Template, by: str | None) -> dict[str, Any]:
    return {
        "name": template.name,
        "category": template.category,
        "title": {"cy": template.title.cy, "en": template.title.en},
        "approved_by": by,
    }


def _data(template: Template, by: str | None) -> dict[str, Any]:
    filled = fill(template, template.examples())
    fields = [
        {
            "name": field.name,
            "kind": field.kind.value,
            "help": {"cy": field.help.cy, "en": field.help.en},
            "choices": {key: {"cy": words.cy, "en": words.en} for key, words in field.choices.items()},
        }
        for field in template.fields
    ]
    return {
        **_line_data(template, by),
        "hash": template_hash(template),
        "text": {"cy": template.text.cy, "en": template.text.en},
        "fields": fields,
        "example": {"cy": filled.cy, "en": filled.en},
    }
