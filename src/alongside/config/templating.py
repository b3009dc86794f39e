"""Jinja templates, found in each area's ``templates`` folder."""

from typing import Any

from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader

from alongside.foundation.kit.presenting import GLOBALS, WORDS


class AreaTemplates(Jinja2):
    """Jinja2 that looks in ``templates`` rather than ``jinja2``."""

    app_dirname = "templates"


def environment(**options: Any) -> Environment:
    """Build the one Jinja environment: ours first, then the NHS.UK macros."""
    loader = ChoiceLoader([options.pop("loader"), PackageLoader("nhsuk_frontend_jinja")])
    # The NHS.UK macros read parameters that are not given, so undefined values chain.
    options["undefined"] = ChainableUndefined
    options["autoescape"] = True
    built = Environment(loader=loader, trim_blocks=True, lstrip_blocks=True, **options)  # nosec B701
    built.globals.update({"static": static, "url": _url, **GLOBALS})
    built.filters.update(WORDS)
    return built


def _url(name: str, *args: object) -> str:
    return reverse(name, args=args)
