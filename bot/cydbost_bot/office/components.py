"""GOV.UK's components, called from our templates as functions: ``govuk.button({"text": …})``.

They live in an environment of their own: their templates lean on names that are not there, ours must not.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

_PACKAGE: Final = "govuk_frontend_jinja"


class Components:
    """Every component by its name in snake case."""

    def __getattr__(self, name: str) -> Callable[[Mapping[str, Any]], Markup]:
        """Return the component ``name``.

        Raises:
            AttributeError: there is none of that name.
        """
        if name.startswith("_"):
            raise AttributeError(name)
        return _component(name)


@cache
def _component(name: str) -> Callable[[Mapping[str, Any]], Markup]:
    folder = {"text_area": "textarea"}.get(name, name.replace("_", "-"))
    module: Any = _environment().get_template(f"{_PACKAGE}/components/{folder}/macro.html").module
    macro = getattr(module, f"govuk{_camel(folder)}")

    def component(params: Mapping[str, Any]) -> Markup:
        _refuse_unescaped(params)
        return Markup(macro(params))  # noqa: S704 - the component escapes its texts; its “html” was looked at above

    return component


@cache
def _environment() -> Environment:
    loader = PrefixLoader({_PACKAGE: PackageLoader(_PACKAGE)})
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _camel(folder: str) -> str:
    return re.sub(r"(?:^|-)([a-z])", lambda found: found[1].upper(), folder)


def _refuse_unescaped(params: object) -> None:
    """Raise ``TypeError`` where something goes into a page as it is and nobody vouched for it."""
    if isinstance(params, Mapping):
        for name, value in params.items():
            if name.lower().endswith("html") and isinstance(value, str) and not isinstance(value, Markup):
                raise TypeError(f"“{name}” must be Markup, so that what people wrote is escaped")
            _refuse_unescaped(value)
    elif isinstance(params, Sequence) and not isinstance(params, str):
        for one in params:
            _refuse_unescaped(one)
