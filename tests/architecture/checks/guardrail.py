"""No field withholds help, scores a person or counts how often they asked (DOMAIN 2.4)."""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from alongside.areas.plans.rules.barred import check_plan_words
from tests.architecture.checks.source import PACKAGE, dotted, trees

HELP = (
    "attend|attendance|convey|conveyance|transport|treat|treatment|assess|assessment|admit"
    "|admission|send|dispatch|respond|response|deploy|deployment|ambulance|visit"
)
BARRED_NAMES = re.compile(
    rf"(do_?not|dont|no|never|not_to|refuse|withhold|deny|block|suppress)_({HELP})(_|$)"
    rf"|(^|_)({HELP})_(withheld|refused|barred|blocked|suppressed)(_|$)"
    r"|(^|_)dnc(_|$)|discharge_(without|unseen)"
    r"|(risk|danger|harm|threat|person|nuisance|vulnerability)_?(score|rating|rank|ranking)"
    r"|(contact|contacts|call|calls|attendance|attendances|detention|detentions)_(count|rank|total)"
    r"|(number|count|frequency)_of_(contacts|calls|attendances|detentions)"
    r"|(frequent|repeat|regular|persistent)_(caller|attender|user)|high_intensity|league"
    r"|behaviour_contract|consequence|sanction"
)
LIST_OF_WHAT_IS_BARRED = "areas/plans/rules/barred/"
"""It names what plans may not hold, so its own keys are those words."""
FIELD_MAKERS = re.compile(r"(^|\.)(\w*Field|ForeignKey)$")


def fields_that_withhold(root: Path) -> list[str]:
    """Model fields, form fields and TOML keys named or labelled as what a plan may not hold."""
    found = []
    for path, tree in trees(root):
        for line, name, label in _fields(tree):
            if BARRED_NAMES.search(name) or check_plan_words({name: label}):
                found.append(f"{path}:{line} has a field {name} ({label})")
    return found + [
        f"{path} has a key {key}"
        for path, key in _keys(root)
        if BARRED_NAMES.search(key) and LIST_OF_WHAT_IS_BARRED not in path
    ]


def _fields(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Give the line, name and label of each field of a model or a form."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            name, made = _target(node.targets[0]), dotted(node.value.func)
            if name and FIELD_MAKERS.search(made):
                yield node.lineno, name, _label(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            # Tables of fields, such as PlanField("helps", "What helps me", …).
            words = [part.value for part in node.args if isinstance(part, ast.Constant)]
            texts = [word for word in words if isinstance(word, str)]
            if node.func.id.endswith("Field") and len(texts) > 1:
                yield node.lineno, texts[0], texts[1]


def _target(node: ast.expr) -> str:
    """``helps`` of ``helps = …`` and of ``self.fields["helps"] = …``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return ""


def _label(call: ast.Call) -> str:
    named = [k.value for k in call.keywords if k.arg in ("label", "verbose_name")]
    words = [part.value for part in named if isinstance(part, ast.Constant)]
    return str(words[0]) if words else ""


def _keys(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / PACKAGE).rglob("*.toml")):
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        for key in _keys_in(read):
            yield str(path.relative_to(root)), key


def _keys_in(read: object) -> Iterator[str]:
    if isinstance(read, Mapping):
        for key, inner in read.items():
            yield str(key)
            yield from _keys_in(inner)
    elif isinstance(read, list):
        for inner in read:
            yield from _keys_in(inner)
