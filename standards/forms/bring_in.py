"""What a person may type over the reading of a text: its parts, and its entries line by line."""

from django import forms
from django.utils.translation import gettext_lazy as _

from standards.exchange import working
from standards.forms.given_text import GivenTextForm, plain, whole
from standards.models import Status, SuitePage
from standards.queries.pages import areas_in, standards_in

KINDS = {
    working.CRITERION: _("Criterion"),
    working.KNOWLEDGE: _("Knowledge item"),
    working.HEADING: _("Heading"),
    working.SUB_ITEM: _("Sub-item"),
    working.VALUE: _("Value"),
    working.ILLUSTRATION: _("Illustration of a value"),
    working.OVERVIEW: _("Overview text"),
    working.LEFT_OUT: _("Left out, on purpose"),
}
FACTS = {"developed_by": "Developed by", "approved": "Approved on"}


class BringInForm(GivenTextForm):
    """A text, pasted or as a file, and the suite it belongs to."""

    HOW_TO_COPY = _("Open the standard’s page, select everything, copy it, and paste it here.")
    TOO_LARGE = _("This file is larger than 10 MB. A standard is a few pages.")
    field_order = ["suite", "text", "file"]

    suite = forms.ModelChoiceField(
        label=_("Which suite does it belong to?"),
        queryset=SuitePage.objects.none(),
        empty_label=None,
        error_messages={
            "required": _("Choose the suite it belongs to."),
            "invalid_choice": _("Choose one of these suites."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        suites = SuitePage.objects.filter(alias_of=None).order_by("path")
        self.fields["suite"].queryset = suites
        self.fields["suite"].initial = next(iter(suites), None)


class PartsForm(forms.Form):
    """The parts of a standard that are no entries. Nothing is required: a reading may be kept half-way."""

    title = forms.CharField(label=_("Title"), required=False, help_text=_("Without the word LEGACY."))
    urn = forms.CharField(label=_("URN"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("The text doesn’t say")), *Status.choices]
    )
    key_area = forms.CharField(label=_("Key area"), required=False)
    belongs_to = forms.CharField(label=_("Which standard is it?"), required=False)
    developed_by = forms.CharField(label=_("Developed by"), required=False)
    approved = forms.CharField(label=_("Approved on"), required=False)
    overview = forms.CharField(label=_("Overview"), required=False, widget=forms.Textarea)
    performance_introduction = forms.CharField(label=_("The words before the criteria"), required=False)
    knowledge_introduction = forms.CharField(label=_("The words before the knowledge items"), required=False)
    values_introduction = forms.CharField(
        label=_("The words before the values"), required=False, widget=forms.Textarea
    )
    illustrations_introduction = forms.CharField(
        label=_("The words before the illustrations"), required=False, widget=forms.Textarea
    )
    scope_performance = forms.CharField(label=_("Scope: performance"), required=False, widget=forms.Textarea)
    scope_knowledge = forms.CharField(label=_("Scope: knowledge"), required=False, widget=forms.Textarea)

    PRINTED = (
        "title", "urn", "status", "key_area", "overview", "performance_introduction", "knowledge_introduction",
        "values_introduction", "illustrations_introduction", "scope_performance", "scope_knowledge",
    )  # fmt: skip

    def __init__(self, posted, *, intake, reading):
        super().__init__(posted, initial=self.parts_of(reading), auto_id="part-%s")
        self.reading = reading
        self.offer_areas(intake.suite)
        self.offer_pages(intake.suite)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3

    MAIN = ("title", "urn", "status", "key_area", "belongs_to", "overview")

    @property
    def main(self):
        return [self[name] for name in self.MAIN]

    @property
    def more(self):
        return [self[name] for name in self.fields if name not in self.MAIN]

    @property
    def has_errors_in_more(self):
        return any(field.errors for field in self.more)

    @classmethod
    def parts_of(cls, reading):
        facts = {fact["label"].casefold(): fact["text"] for fact in reversed(reading.get("facts", ()))}
        parts = {name: reading.get(name) or "" for name in (*cls.PRINTED, "belongs_to")}
        return parts | {name: facts.get(label.casefold(), "") for name, label in FACTS.items()}

    def offer_areas(self, suite):
        areas = areas_in(suite) if suite else []
        choices = [(area.printed, f"{area.printed}: {area.title}") for area in areas]
        printed = self.reading.get("key_area") or ""
        if printed not in dict(choices):
            first = areas[0].printed if areas else "–"
            unknown = (
                _("%(printed)s: not in this suite, so %(area)s") if printed else _("Not said, so %(area)s")
            )
            choices.insert(0, (printed, unknown % {"printed": printed, "area": first}))
        self.fields["key_area"] = forms.ChoiceField(label=_("Key area"), required=False, choices=choices)

    def offer_pages(self, suite):
        pages = [(str(page.lineage), str(page)) for page in (standards_in(suite) if suite else [])]
        choices = [
            ("", _("Find it by its URN and title")),
            (working.NEW_PAGE, _("A standard that is not here yet")),
            (_("Another wording of"), pages),
        ]
        self.fields["belongs_to"] = forms.ChoiceField(
            label=_("Which standard is it?"), required=False, choices=choices
        )

    def corrected(self):
        """The reading with these parts. What was not in the text and was left empty stays unsaid."""
        typed = {name: plain(self.cleaned_data[name]) for name in self.cleaned_data}
        parts = {
            name: None if not typed[name] and self.reading.get(name) is None else typed[name]
            for name in self.PRINTED
        }
        parts |= {name: parts[name] or None for name in ("title", "urn", "status", "key_area")}
        return self.reading | parts | {"belongs_to": typed["belongs_to"], "facts": self.facts(typed)}

    def facts(self, typed):
        facts = list(self.reading.get("facts", ()))
        for name, label in FACTS.items():
            if typed[name] == self.initial[name]:
                continue
            facts = [fact for fact in facts if fact["label"].casefold() != label.casefold()]
            facts += [{"label": label, "text": typed[name]}] if typed[name] else []
        return facts


def entries_in(posted):
    """The entries as typed: row-0-kind, row-0-number, row-0-text, row-0-line, row-1-…; how many says `rows`.

    What no browser of ours would send is put right without a word: it can’t have been typed.
    """
    entries = []
    for place in range(min(whole(posted.get("rows")), 10_000)):
        kind = posted.get(f"row-{place}-kind", "")
        if kind in working.KINDS:
            number = plain(posted.get(f"row-{place}-number"))
            text = plain(posted.get(f"row-{place}-text"))
            entries.append(working.entry(kind, number, text, whole(posted.get(f"row-{place}-line"))))
    return entries
