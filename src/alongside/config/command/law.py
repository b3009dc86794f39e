"""``alongside law``: the statutory engine from the command line, without a database."""

import json
from collections.abc import Callable
from datetime import date
from typing import Annotated, Final, NoReturn

import typer

from alongside.config.command.reading import LARGEST_INPUT, typed_text
from alongside.engines.law.parameters import Parameter, load
from alongside.engines.law.questions import QUESTIONS, Question, Reply
from alongside.engines.law.reading import read_json, slots
from alongside.engines.law.reference_page import kind_words, law_page
from alongside.kernel.refusal import Refused

ANSWERED_NO: Final = 1
BAD_INPUT: Final = 2

app = typer.Typer(
    help="Recorded facts against the law: clocks, conditions and the numbers in force.",
    no_args_is_help=True,
)

AsJson = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
File = Annotated[str, typer.Argument(help="JSON file; standard input when left out or '-'.")]


def _help(question: Question) -> str:
    """The facts and an example, as the help of a command shows them."""
    rows = [question.says, "", "\b", "Facts (JSON object, or an array of them):"]
    for slot in slots(question.facts):
        needed = ", needed" if slot.required else ""
        rows.append(f"  {slot.name}{needed}: {slot.says} ({kind_words(slot).replace('`', '')})")
    rows += ["", "\b", "Answers:", f"  {', '.join(question.outcomes)}"]
    return "\n".join([*rows, "", "\b", "Example:", f"  {json.dumps(question.example)}"])


def _command(question: Question) -> Callable[..., None]:
    def command(file: File = "-", as_json: AsJson = False) -> None:
        _answer(question, file, as_json=as_json)

    return command


for _question in QUESTIONS.values():
    app.command(_question.name, help=_help(_question))(_command(_question))


@app.command("parameters")
def parameters(
    on: Annotated[str, typer.Option("--on", help="The day of the event, like 2026-06-10.")],
    as_json: AsJson = False,
) -> None:
    """Print the numbers of the law in force on a day."""
    entries = load().in_force(_day(on))
    if as_json:
        typer.echo(json.dumps([_parameter(entry) for entry in entries], indent=2))
        return
    for entry in entries:
        since = f" since {entry.starts_on}" if entry.starts_on else ""
        typer.echo(f"{entry.key} = {_value(entry)} {entry.unit}{since} [{entry.source}]")


@app.command("document")
def document() -> None:
    """Print the reference page, as kept in docs/reference/law.md."""
    typer.echo(law_page(), nl=False)


def _answer(question: Question, file: str, *, as_json: bool) -> None:
    try:
        given = read_json(_text(file))
        replies = _replies(question, given)
    except Refused as refused:
        _bad_input(str(refused))
    single = not isinstance(given, list)
    if as_json:
        answers = [reply.json for reply in replies]
        typer.echo(json.dumps(answers[0] if single else answers, indent=2))
    else:
        _write_words(replies, single=single)
    if single and replies[0].is_no:
        raise typer.Exit(ANSWERED_NO)


def _replies(question: Question, given: object) -> list[Reply]:
    if not isinstance(given, list):
        return [question.reply(given)]
    replies = []
    for number, one in enumerate(given, start=1):
        try:
            replies.append(question.reply(one))
        except Refused as refused:
            message = f"Record {number}: {refused.message}"
            raise Refused(refused.code, message, next_step=refused.next_step) from None
    return replies


def _write_words(replies: list[Reply], *, single: bool) -> None:
    for number, reply in enumerate(replies, start=1):
        if not single:
            typer.echo(f"Record {number}")
        typer.echo("\n".join(reply.words))


def _text(file: str) -> str:
    return typed_text(
        file, nothing="Give a JSON file, or JSON on standard input.", largest=LARGEST_INPUT
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _bad_input(f"--on {text!a}: not a date; write it like 2026-06-10.")


def _value(entry: Parameter) -> str:
    return json.dumps(entry.value) if isinstance(entry.value, bool) else str(entry.value)


def _parameter(entry: Parameter) -> dict[str, object]:
    return {
        "key": entry.key,
        "value": entry.value,
        "unit": entry.unit,
        "from": entry.starts_on.isoformat() if entry.starts_on else None,
        "to": entry.ends_on.isoformat() if entry.ends_on else None,
        "source": entry.source,
    }


def _bad_input(line: str) -> NoReturn:
    typer.echo(line.replace("\n", " "), err=True)
    raise typer.Exit(BAD_INPUT)
