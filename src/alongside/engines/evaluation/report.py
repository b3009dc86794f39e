"""One page that says what was asked, answered, and how far to trust it.

It stands alone: no script, no font, no address; readable in light and dark, and on paper.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from alongside.engines.evaluation.charts import Chart
from alongside.engines.evaluation.report_style import STYLE
from alongside.engines.evaluation.result import Cell, Finding, Row, State
from alongside.engines.evaluation.wording import number_words, p_words, range_words

STATES: Final = {
    State.PASSED: ("✓", "Held"),
    State.FAILED: ("✗", "Did not hold"),
    State.CANNOT_TELL: ("?", "Cannot tell"),
}

MOST_SHOWN: Final = 8
LONGEST: Final = 500
LONG: Final = 40  # letters; a cell of more is given room
TITLES: Final = {
    "term": "What",
    "ci_low": "low end",
    "ci_high": "high end",
    "p_value": "P",
    "p_holm": "P, all together",
}


def report_page(finding: Finding, *, made: str = "") -> str:
    """Write a finding as one self-contained page of HTML.

    Args:
        finding: What was answered.
        made: When and of what file, in words; empty when not told.
    """
    parts = [
        _section("from", "The data", _stands_on(finding, made)),
        _section("answer", "The answer", _answer(finding)),
        _section("sure", "How sure", _how_sure(finding)),
        _section("change", "What would change it", _items(finding.would_change)),
        _section("chart", "Chart", _chart(finding.chart)),
        _section("table", "Table", _rows(finding.table)),
        _section("checks", "What was checked", _checks(finding)),
        _section("repeat", "How to repeat it", _call(finding.call)),
    ]
    body = "".join(part for part in parts if part)
    title = escape(finding.question)
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body>"
        f'<a class="skip" href="#answer">Skip to the answer</a><main><h1>{title}</h1>'
        f"{body}</main></body></html>\n"
    )


def _section(name: str, heading: str, body: str) -> str:
    if not body:
        return ""
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{heading}</h2>{body}</section>'


def _answer(finding: Finding) -> str:
    kind = "answer" if finding.answered else "answer refused"
    plain = f'<p class="{kind}">{escape(finding.sentences.plain)}</p>'
    refusals = "".join(f"<p>Declined: {escape(words)}</p>" for words in finding.refusals)
    return f"{plain}<p>{escape(finding.sentences.technical)}</p>{refusals}"


def _how_sure(finding: Finding) -> str:
    facts = [("Method", finding.method)] if finding.method else []
    if finding.estimate is not None:
        told = f"{number_words(finding.estimate)} {finding.unit}".strip()
        facts.append(("Estimate", told))
    if finding.interval is not None:
        level = f"Range ({100 * finding.interval.level:g}%)"
        facts.append((level, range_words(finding.interval.low, finding.interval.high)))
    if finding.p_value is not None:
        facts.append(("P value", p_words(finding.p_value)))
    if finding.n is not None:
        facts.append(("Number in all (n)", f"{finding.n:,}"))
    facts.append(("Set beside", finding.comparator))
    terms = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in facts)
    return f"<dl>{terms}</dl>"


def _items(words: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in words)
    return f"<ul>{items}</ul>" if items else ""


def _chart(chart: Chart | None) -> str:
    if chart is None:
        return ""
    return (
        f'<figure><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{escape(chart.title)}">'
        f"{chart.svg}</div><figcaption>{escape(chart.says)}</figcaption></figure>"
        f"<details><summary>The chart as a table</summary>"
        f"{_table(f'{chart.title}: table', chart.columns, chart.rows)}</details>"
    )


def _rows(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    titles = [title for title in rows[0] if any(row[title] not in (None, "") for row in rows)]
    cells = [[_term(title, row[title]) for title in titles] for row in rows]
    return _table("Every number of the answer", titles, cells)


def _term(title: str, value: Cell) -> Cell:
    if title in ("p_value", "p_holm") and isinstance(value, int | float):
        return p_words(value)
    return value.replace("_", " ") if title == "term" and isinstance(value, str) else value


def _table(caption: str, titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    if len(rows) > LONGEST:
        caption = f"{caption}: the last {LONGEST:,} of {len(rows):,} rows; --json has them all"
        rows = rows[-LONGEST:]
    head = "".join(f'<th scope="col">{escape(_title(title))}</th>' for title in titles)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _title(title: str) -> str:
    return TITLES.get(title, title.replace("_", " "))


def _cell(value: Cell) -> str:
    if value is None:
        return '<td><span class="none">–</span></td>'
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, int | float):
        return f'<td class="number">{escape(number_words(value))}</td>'
    kind = ' class="long"' if len(value) > LONG else ""
    return f"<td{kind}>{escape(value)}</td>"


def _checks(finding: Finding) -> str:
    rows = []
    for check in finding.checks:
        sign, words = STATES[check.state]
        name = escape(check.name.replace("_", " ").capitalize())
        mark = f'<span class="state {check.state.value}"><b aria-hidden="true">{sign}</b> {words}'
        rows.append(f"<li><h3>{name}: {mark}</span></h3><p>{escape(check.words)}</p></li>")
    return f'<ul class="checks">{"".join(rows)}</ul>' if rows else ""


def _stands_on(finding: Finding, made: str) -> str:
    facts = [
        f"{one.name}: {number_words(one.value)} {one.unit}".strip() for one in finding.denominators
    ]
    sources = [*finding.sources, *([made] if made else [])]
    if len(facts) <= MOST_SHOWN:
        return _items([*sources, *facts])
    folded = f"What each is out of ({len(facts)})"
    return f"{_items(sources)}<details><summary>{folded}</summary>{_items(facts)}</details>"


def _call(call: str) -> str:
    return f"<pre><code>{escape(call)}</code></pre>" if call else ""
