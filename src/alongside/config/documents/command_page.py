"""The reference page of the ``alongside`` command, drawn from its tree."""

from collections.abc import Iterator
from typing import Any, Final

HEAD: Final = """# The `alongside` command

Made by `alongside document command` from the command itself; a test fails when this page is out
of date.

Run it as `./run alongside …`, which makes its own environment the first time. Every answer goes
to standard output and every complaint to standard error. Exit 0 is done, 1 is answered "no", and
2 is bad input, with one line that says what is wrong and where. Each command answers `--help`.
"""
TOLD: Final = {
    "law": "The facts each takes and every answer it gives are in [law](law.md).",
    "sharing": "The fields of a look and the whole table are in [sharing](sharing.md).",
}


def command_page() -> str:
    """Write the page: each command with its help, its arguments and its options."""
    import typer

    from alongside.config.command.tree import app

    lines = [HEAD]
    for words, command in _commands(typer.main.get_command(app)):
        lines += _group(words, command) if hasattr(command, "commands") else _one(words, command)
    return "\n".join(lines).rstrip() + "\n"


def _commands(tree: Any, *before: str) -> Iterator[tuple[str, Any]]:
    """Every group and command under a tree, each after its group, in order of name."""
    for name, command in sorted(tree.commands.items()):
        if command.hidden:
            continue
        yield " ".join((*before, name)), command
        if hasattr(command, "commands"):
            yield from _commands(command, *before, name)


def _group(words: str, group: Any) -> list[str]:
    told = [TOLD[words], ""] if words in TOLD else []
    return [f"## `alongside {words}`", "", _prose(group.help), "", *told]


def _one(words: str, command: Any) -> list[str]:
    mark = "###" if " " in words else "##"
    lines = [f"{mark} `alongside {_usage(words, command)}`", "", _prose(command.help), ""]
    rows = [_row(parameter) for parameter in command.params if not parameter.hidden]
    if rows:
        lines += ["| Given as | What it is | When left out |", "|---|---|---|", *rows, ""]
    return lines


def _usage(words: str, command: Any) -> str:
    named = [p.name.upper() for p in command.params if not _is_option(p)]
    return " ".join((words, *named))


def _is_option(parameter: Any) -> bool:
    return bool(parameter.opts[0].startswith("-"))


def _row(parameter: Any) -> str:
    if _is_option(parameter):
        given = " / ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    else:
        given = f"`{parameter.name.upper()}`"
    again = " May be given again." if getattr(parameter, "multiple", False) else ""
    says = (parameter.help or "").replace("|", "\\|")
    return f"| {given} | {says}{again} | {_default(parameter)} |"


def _default(parameter: Any) -> str:
    default = parameter.default
    if parameter.required:
        return "needed"
    if isinstance(default, bool):
        names = parameter.opts if default else parameter.secondary_opts
        return f"as `{names[0]}`" if names else "no"
    return f"`{default}`" if isinstance(default, int | float) or default else ""


def _prose(text: str | None) -> str:
    """The help as paragraphs, without what follows a line that keeps its own shape."""
    return (text or "").partition("\b")[0].strip()
