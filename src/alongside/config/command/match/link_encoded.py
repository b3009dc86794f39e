"""``alongside match link-encoded``: who is in both of two files, with no names in either."""

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from alongside.config.command.acting import bad_input
from alongside.config.command.match.answering import AsJson
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.matching.private.encoded import Encoded
    from alongside.engines.matching.private.linking import Linked

SHOWN = 10
DOUBLE_SHARE = 0.01

Left = Annotated[Path, typer.Argument(help="File of encodings.")]
Right = Annotated[Path, typer.Argument(help="Another, made with the same secret.")]
Rate = Annotated[
    float, typer.Option("--false-match-rate", help="Most that may be false of the pairs taken.")
]
Truth = Annotated[
    str, typer.Option("--truth", help="Carried column with the right answer; to measure only.")
]
Out = Annotated[Path | None, typer.Option("--out", help="Write the pairs (.csv).")]


def link_encoded(
    left: Left,
    right: Right,
    false_match_rate: Rate = 0.001,
    truth: Truth = "",
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Link two files of encodings one to one, at a stated rate of false matches.

    The threshold is chosen from the files themselves. Exit 0 answered, 2 bad input.
    """
    from alongside.engines.matching.private.encoded import check_same_key, read_encoded
    from alongside.engines.matching.private.linking import link

    try:
        one, other = read_encoded(left), read_encoded(right)
        check_same_key(one, other)
        answers = [_answers(side, truth) for side in (one, other)] if truth else []
        found = link(one.filters, other.filters, false_match_rate=false_match_rate)
        if out is not None:
            _write(out, _pairs(one, other, found))
    except Refused as wrong:
        bad_input(str(wrong))
    told = _told(one, other, found) | (_measured(answers, found) if answers else {})
    if as_json:
        pairs = [] if out else _pairs(one, other, found)
        typer.echo(json.dumps({**told, "pairs": pairs}, ensure_ascii=False))
        return
    typer.echo("\n".join(_words(told, _pairs(one, other, found))))
    if out is not None:
        typer.echo(f"Written: {out}")


def _told(one: "Encoded", other: "Encoded", found: "Linked") -> dict[str, Any]:
    smaller = min(len(one.records), len(other.records))
    return {
        "left": one.name,
        "left_records": len(one.records),
        "right": other.name,
        "right_records": len(other.records),
        "linked": len(found.left),
        "least_chance_taken": round(found.threshold, 6),
        "false_expected": round(found.false_expected, 1),
        "least_rate_these_files_can_show": round(found.can_show, 6),
        "compared": found.compared,
        "alike_within_a_file": found.double,
        "a_file_may_hold_people_twice": found.double > DOUBLE_SHARE * smaller,
    }


def _pairs(one: "Encoded", other: "Encoded", found: "Linked") -> list[dict[str, Any]]:
    return [
        {"left": one.records[a], "right": other.records[b], "chance": round(chance, 6)}
        for a, b, chance in zip(
            found.left.tolist(), found.right.tolist(), found.chance.tolist(), strict=True
        )
    ]


def _answers(side: "Encoded", truth: str) -> tuple[str, ...]:
    if truth not in side.carried:
        raise Refused(
            "encoded.truth",
            f"--truth {truth}: {side.name} carries no such column.",
            next_step=f"Encode it again with --carry {truth}.",
        )
    return side.carried[truth]


def _measured(answers: list[tuple[str, ...]], found: "Linked") -> dict[str, Any]:
    mine, theirs = answers
    right = sum(
        mine[a] == theirs[b] for a, b in zip(found.left.tolist(), found.right.tolist(), strict=True)
    )
    shared = len(set(mine) & set(theirs))
    precision = right / len(found.left) if len(found.left) else 1.0
    recall = right / shared if shared else 1.0
    return {
        "correct": right,
        "shared": shared,
        "precision": round(precision, 5),
        "recall": round(recall, 5),
        "f1": round(2 * right / max(len(found.left) + shared, 1), 5),
    }


def _words(told: dict[str, Any], pairs: list[dict[str, Any]]) -> list[str]:
    lines = [
        f"{told['left']}: {told['left_records']:,} records",
        f"{told['right']}: {told['right_records']:,} records",
        f"{told['linked']:,} linked one to one, each with a chance of "
        f"{told['least_chance_taken']:.4f} or more; about {told['false_expected']:.1f} of them "
        "are expected to be false",
    ]
    if not told["linked"]:
        lines.append(
            "These files are too small, or share too few, to show a rate below "
            f"{told['least_rate_these_files_can_show']:.4f}: state that or more, and look at the "
            "least sure"
        )
    if told["a_file_may_hold_people_twice"]:
        lines.append(
            f"{told['alike_within_a_file']:,} pairs inside a file look like one person: find each "
            "file's own duplicates first, or too few are linked"
        )
    if "precision" in told:
        lines.append(
            f"Against the truth: precision {told['precision']:.5f}, recall {told['recall']:.5f} "
            f"({told['correct']:,} of {told['shared']:,}), F1 {told['f1']:.5f}"
        )
    for pair in pairs[:SHOWN]:
        lines.append(f"  {pair['left']} and {pair['right']}: chance {pair['chance']:.4f}")
    if len(pairs) > SHOWN:
        lines.append(f"  ({len(pairs) - SHOWN:,} more: --out writes them, --json has them)")
    return lines


def _write(path: Path, pairs: list[dict[str, Any]]) -> None:
    if path.suffix.lower() != ".csv":
        raise Refused("out.kind", f"--out {path.name}: end it in .csv.")
    try:
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, ["left", "right", "chance"])
            writer.writeheader()
            writer.writerows(pairs)
    except OSError as fault:
        raise Refused(
            "out.unwritable", f"--out {path}: {fault.strerror or 'cannot be written'}."
        ) from None
