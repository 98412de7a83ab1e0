"""How a form's field is drawn: which shape, which classes, which choices. The mark-up is in templates/forms/.

A form class says what it wants on the widget, so that no app below needs to know this one:
`widget.attrs["data-look"]`: "seg" or "two"; `widget.hints`: value -> a line under that choice.
"""

from django.forms import widgets

from cms.icons import ICONS
from cms.statuses import JUDGEMENTS

CLASSES = {"select": "select", "textarea": "textarea", "file": "input input--file", "input": "input"}


def look_wanted(bound):
    return bound.field.widget.attrs.get("data-look", "")


def shape_of(bound):
    """One of: choices, tick, several, select, textarea, file, input."""
    widget = bound.field.widget
    shapes: list[tuple[str, type | tuple[type, ...]]] = [
        ("choices", (widgets.RadioSelect, widgets.CheckboxSelectMultiple)),
        ("tick", widgets.CheckboxInput),
        ("several", (widgets.MultiWidget, widgets.SelectDateWidget)),
        ("select", widgets.Select),
        ("textarea", widgets.Textarea),
        ("file", widgets.FileInput),
    ]
    return next((shape for shape, classes in shapes if isinstance(widget, classes)), "input")


def control_of(bound):
    """The widget itself, in our classes beside its own."""
    own = bound.field.widget.attrs.get("class", "")
    classes = " ".join(filter(None, [CLASSES.get(shape_of(bound), ""), own]))
    return bound.as_widget(attrs={"class": classes} if classes else None)


def options_of(bound):
    """Each choice: its control, label, hint and, for a judgement, its icon and colours."""
    hints = getattr(bound.field.widget, "hints", {})
    return [option_of(part, hints) for part in bound.subwidgets]


def option_of(part, hints):
    value = str(part.data["value"])
    look = JUDGEMENTS.get(value)
    return {
        "tag": part.tag(),
        "label": part.choice_label,
        "hint": hints.get(part.data["value"], hints.get(value, "")),
        "kind": look.kind if look else "plain",
        "icon": look.icon if look and look.icon in ICONS else "",
    }


def dressed(bound, *, label, hint):
    """The same field under our own words; a placeholder would say the old ones."""
    bound.label, bound.help_text = label or bound.label, hint or bound.help_text
    bound.field.widget.attrs.pop("placeholder", None)
    return bound
