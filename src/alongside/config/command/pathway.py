"""``alongside pathway``: the tools and doors of Liaison and Diversion, without a database."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer

from alongside.areas.diversion.rules.configured import ConfiguredWrongly
from alongside.areas.diversion.rules.doors import Door, all_doors, read_door
from alongside.areas.diversion.rules.tools import Tool, all_tools, read_tool
from alongside.config.env import read_environment

BAD_INPUT: Final = 2

app = typer.Typer(
    help="Liaison and Diversion: screening tools and ways in, as files.", no_args_is_help=True
)
AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
File = Annotated[Path, typer.Argument(help="A TOML file of a tool or a door.")]


@app.callback()
def pathway() -> None:
    """Liaison and Diversion: screening tools and ways in, as files."""


@app.command("tools")
def tools(as_json: AsJson = False) -> None:
    """List the screening tools in use, each with its licence and how it adds up."""
    try:
        found = all_tools(read_environment().pathway)
    except ConfiguredWrongly as wrong:
        _bad_input(str(wrong))
    _tell(found, as_json, lambda tool: _tool_lines(tool))


@app.command("doors")
def doors(as_json: AsJson = False) -> None:
    """List the ways in, each with its steps."""
    try:
        found = all_doors(read_environment().pathway)
    except ConfiguredWrongly as wrong:
        _bad_input(str(wrong))
    _tell(found, as_json, lambda door: _door_lines(door))


@app.command("check")
def check(file: File, as_json: AsJson = False) -> None:
    """Check a file of a tool or a door. Exit 0 it can be used, 2 it cannot, with one line why."""
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as wrong:
        _bad_input(f"{file}: {wrong.strerror or wrong}; give a file that can be read")
    except UnicodeDecodeError:
        _bad_input(f"{file}: not text in UTF-8; save it so")
    try:
        made: Tool | Door = (
            read_door(file.name, text) if _is_door(text) else read_tool(file.name, text)
        )
    except ConfiguredWrongly as wrong:
        _bad_input(str(wrong))
    told = {"code": made.code, "title": made.title, "kind": type(made).__name__.lower()}
    typer.echo(
        json.dumps(told, ensure_ascii=False, indent=2)
        if as_json
        else f"{told['kind'].capitalize()} '{made.code}' can be used: {made.title}"
    )


def _is_door(text: str) -> bool:
    return any(line.split("=")[0].strip() in ("steps", "settings") for line in text.splitlines())


def _tell(found: Mapping[str, Any], as_json: bool, lines: Any) -> None:
    if as_json:
        told = [asdict(one) for one in found.values()]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for one in found.values():
        for line in lines(one):
            typer.echo(line)


def _tool_lines(tool: Tool) -> list[str]:
    adds = "adds up nothing" if tool.scoring == "none" else "adds up, shown in full"
    return [
        f"{tool.code} {tool.version}: {tool.title}, {len(tool.questions)} questions, {adds}",
        f"  {tool.licence} {tool.source}",
    ]


def _door_lines(door: Door) -> list[str]:
    return [f"{door.code}: {door.title} ({', '.join(door.steps)})", f"  {door.about}"]


def _bad_input(line: str) -> NoReturn:
    typer.echo(line.replace("\n", " "), err=True)
    raise typer.Exit(BAD_INPUT)
