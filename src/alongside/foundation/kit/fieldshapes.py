"""What the NHS.UK macros need to draw a form field.

Those macros mark some of their text as safe, so everything given to them is escaped here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from markupsafe import Markup, escape

from alongside.foundation.kit.typed_times import TypedTime
from alongside.foundation.kit.widgets import CheckboxChoices, LocalDateTime, RadioChoices

Shape = dict[str, Any]
DJANGO_ROWS = "10"
WIDTHS = {6: "5", 12: "10", 30: "20"}
PASSED_ON = ("autocomplete", "inputmode", "spellcheck", "autocapitalize", "pattern", "placeholder")


def field_shape(bound: BoundField) -> Shape:
    """Answer how one field is drawn: ``kind`` names the macro and ``params`` are its own."""
    widget = bound.field.widget
    if widget.is_hidden:
        return {"kind": "hidden", "name": bound.html_name, "value": bound.value()}
    for kind, drawn_by in _DRAWN_BY.items():
        if isinstance(widget, drawn_by[0]):
            return {"kind": kind, **drawn_by[1](bound)}
    return {"kind": "input", **_input(bound)}


def _common(bound: BoundField) -> Shape:
    shape: Shape = {"name": bound.html_name, "id": bound.auto_id}
    if bound.help_text:
        shape["hint"] = {"text": escape(bound.help_text)}
    if bound.errors:
        shape["errorMessage"] = {"text": escape(" ".join(str(e) for e in bound.errors))}
    return shape


def _label(bound: BoundField) -> Markup:
    optional = "" if bound.field.required or _says_optional(bound) else " (optional)"
    return escape(f"{bound.label}{optional}")


def _says_optional(bound: BoundField) -> bool:
    """Questions read oddly with "(optional)"; so do labels that already say it."""
    label = str(bound.label or "")
    return label.endswith(("?", ")")) or bound.field.widget.attrs.get("data-plain") == "1"


def _line(bound: BoundField) -> Shape:
    attrs = {str(key): value for key, value in bound.field.widget.attrs.items()}
    attrs.pop("data-plain", None)
    shape = _common(bound) | {"label": {"text": _label(bound), "classes": "as-label"}}
    for name in (*PASSED_ON, "type", "rows"):
        if name in attrs:
            shape[name] = attrs.pop(name)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return shape | {"attributes": attrs, "classes": str(attrs.pop("class", ""))}


def _input(bound: BoundField) -> Shape:
    shape = _line(bound)
    widget: Any = bound.field.widget
    value = bound.value()
    if value is not None and not isinstance(widget, forms.PasswordInput):
        shape["value"] = escape(widget.format_value(value) or "")
    shape.setdefault("type", getattr(widget, "input_type", "text"))
    if shape["type"] == "number":
        # A text box with a number pad: steppers change what was typed by accident.
        shape |= {"type": "text", "inputmode": "numeric"}
    longest = getattr(bound.field, "max_length", None)
    width = next((w for most, w in WIDTHS.items() if longest and longest <= most), None)
    return {"params": shape | ({"width": width} if width else {})}


def _textarea(bound: BoundField) -> Shape:
    shape = _line(bound)
    shape["value"] = escape(bound.value() or "")
    shape["attributes"].pop("cols", None)
    if shape.get("rows") == DJANGO_ROWS:
        shape["rows"] = "4"
    return {"params": shape}


def _select(bound: BoundField) -> Shape:
    return {"params": _line(bound) | {"items": [_item(option) for option in _options(bound)]}}


def _file(bound: BoundField) -> Shape:
    return {"params": _line(bound)}


def _choices(bound: BoundField) -> Shape:
    widget: Any = bound.field.widget
    reveal: Mapping[str, tuple[str, ...]] = getattr(widget, "reveal", {})
    hints: Mapping[str, str] = getattr(widget, "hints", {})
    items = []
    for option in _options(bound):
        item = _item(option)
        if hints.get(item["value"]):
            item["hint"] = {"text": escape(hints[item["value"]])}
        inner = reveal.get(item["value"], ())
        item["reveals"] = [bound.form[name] for name in inner if name in bound.form.fields]
        items.append(item)
    return {"params": _without_id(_group(bound), bound), "items": items}


def _single_checkbox(bound: BoundField) -> Shape:
    ticked = bool(bound.value())
    item = {"value": "on", "text": escape(bound.label or ""), "checked": ticked, "reveals": []}
    return {"params": _without_id(_common(bound), bound), "items": [item]}


def _without_id(shape: Shape, bound: BoundField) -> Shape:
    """The first choice takes the id, so that an error can link to it."""
    shape.pop("id")
    return shape | {"idPrefix": bound.auto_id}


def _group(bound: BoundField) -> Shape:
    widget: Any = bound.field.widget
    classes = "nhsuk-radios--inline" if getattr(widget, "inline", False) else ""
    legend = {"text": _label(bound), "classes": "as-label"}
    return _common(bound) | {"classes": classes, "fieldset": {"legend": legend}}


def _options(bound: BoundField) -> Iterator[Shape]:
    widget: Any = bound.field.widget
    for _, group, _ in widget.optgroups(bound.html_name, _chosen(bound), None):
        yield from group


def _chosen(bound: BoundField) -> list[str]:
    widget: Any = bound.field.widget
    chosen: list[str] = widget.format_value(bound.value())
    return chosen


def _item(option: Shape) -> Shape:
    value = "" if option["value"] is None else str(option["value"])
    chosen = bool(option["selected"])
    text = escape(option["label"])
    return {"value": value, "text": text, "checked": chosen, "selected": chosen}


def _date_time(bound: BoundField) -> Shape:
    widget: Any = bound.field.widget
    typed: TypedTime = widget.typed(bound.value())
    return {
        "params": _group(bound),
        "typed": typed,
        "takes_time": widget.takes_time,
        "chips": widget.chips,
        "ask_which": widget.takes_time and typed.happened_twice,
        "wrong": bool(bound.errors),
    }


_DRAWN_BY: Mapping[str, tuple[Any, Any]] = {
    "date_time": (LocalDateTime, _date_time),
    # Django's many-of-a-few widget is a kind of its one-of-a-few: ask for it first.
    "checkboxes": ((CheckboxChoices, forms.CheckboxSelectMultiple), _choices),
    "radios": ((RadioChoices, forms.RadioSelect), _choices),
    "checkbox": (forms.CheckboxInput, _single_checkbox),
    "select": (forms.Select, _select),
    "textarea": (forms.Textarea, _textarea),
    "file": (forms.FileInput, _file),
}


def error_list(form: forms.Form) -> list[Shape]:
    """Answer the lines of the error summary, each linked to the box to change."""
    lines: list[Shape] = [{"text": words, "href": ""} for words in whole_form_errors(form)]
    for bound in form:
        if bound.errors and not bound.field.widget.is_hidden:
            href = f"#{_place(bound)}"
            lines.extend({"text": escape(str(e)), "href": href} for e in bound.errors)
    return lines


def _place(bound: BoundField) -> str:
    """The id of the box to change."""
    widget = bound.field.widget
    if isinstance(widget, LocalDateTime) and _date_time(bound)["ask_which"]:
        return f"{bound.auto_id}_which"
    return str(widget.id_for_label(bound.auto_id) or bound.auto_id)


def whole_form_errors(form: forms.Form) -> list[Markup]:
    """Answer what is wrong with the form as a whole, or with a part nobody can see."""
    hidden = [str(e) for bound in form.hidden_fields() for e in bound.errors]
    return [escape(words) for words in [*map(str, form.non_field_errors()), *hidden]]
