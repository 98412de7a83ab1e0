"""What trainers may type in the editor of a charter. A draft is never refused; adopting one asks for what it needs."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from community.forms.plain import PlainHidden, PlainInput, PlainSelect, PlainWords
from community.models import Charter, ClauseKind
from community.models.wording import CharterWording, trouble_in
from community.operations.adopting import HOW, NO_WORDS, NO_WORDS_IN, STILL_TO_COME, TOO_DEEP, amended
from people.models import Organisation
from people.roles import Role
from standards.forms.pages import EntryForm
from standards.models import CannotBePublished

FOREVER = _("This stands with version 1 now, and stays as it is.")
WAY_ON = _("Save it as a draft first. Then put it forward, from the foot of this page.")
HEADING_ALONE = _("A heading has no words below it in the same entry. Put them into a clause of their own.")
NOT_YOURS = _("Only someone who trains there can change this.")
LEVELS = [
    (0, _("Heading")),
    (1, _("Clause")),
    (2, _("Below the clause above")),
    (3, _("One step further in")),
    (4, _("Two steps further in")),
    (5, _("Three steps further in")),
    (6, _("Four steps further in")),
]


class CharterEntryForm(EntryForm):
    """A heading or a clause. How deep it stands is chosen in words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].widget = PlainSelect(choices=LEVELS)
        self.fields["kind"].widget = PlainSelect(choices=ClauseKind.choices)
        for name, plain in {"label": PlainInput, "mark": PlainInput, "text": PlainWords}.items():
            self.fields[name].widget = plain(self.fields[name].widget.attrs)
        self.fields["lineage"].widget = PlainHidden()

    def clean(self):
        """What it is decides, where the two choices say different things."""
        cleaned = super().clean()
        if cleaned.get("kind") == ClauseKind.SECTION:
            cleaned["level"] = 0
        elif cleaned.get("level") == 0:
            cleaned["level"] = 1
        return cleaned


class CharterPageForm(WagtailAdminPageForm):
    """`is_adopted`: its words are in force, and other words come by an amendment only. Whoever typed such words and
    wanted to publish them is shown the way: see `has_other_words` of the page."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_adopted = bool(self.instance.version)
        self.offer_places()
        if self.is_adopted:
            for name in ("adopted_on", "how_adopted"):
                self.close(name, FOREVER)

    def offer_places(self):
        """Organisations in which whoever is editing trains. The charter of another place stays where it is, and so does
        the rule by which that community changes it."""
        if "organisation" not in self.fields:
            return
        field, present = self.fields["organisation"], self.instance.organisation_id
        mine = Organisation.objects.order_by("name")
        if not self.for_user.is_superuser:
            mine = mine.filter(pk__in=self.for_user.places_as(Role.TRAINER))
        field.queryset = mine
        field.empty_label = _("Nobody’s: a sample to read. Nobody is asked about it, and nobody amends it.")
        if present and not mine.filter(pk=present).exists():
            field.queryset = Organisation.objects.filter(pk=present)
            for name in ("organisation", *Charter.RULE):
                self.close(name, NOT_YOURS)

    def close(self, name, why):
        if name in self.fields:
            self.fields[name].disabled, self.fields[name].help_text = True, why

    def clean(self):
        cleaned = super().clean()
        if self.is_deferred_validation or not self.is_whole():
            return cleaned
        if self.instance.pk and not self.instance.has_words_of_its_own:
            return cleaned  # a translation: what binds is the version it translates
        self.check_words()
        if not self.is_adopted:
            self.check_first_adoption(cleaned)
        return cleaned

    def is_whole(self):
        """The API brings no entries at all, and mistakes in entries are spoken of first."""
        return "entries" in self.formsets and self.formsets["entries"].is_valid()

    def check_words(self):
        rows = self.formsets["entries"].ordered_forms
        wording = self.wording_of(rows)
        if wording.is_empty:
            self.add_error(None, NO_WORDS)
        elif found := trouble_in(wording.entries):
            self.say_at_row(rows, wording, *found)
        elif headings := [
            row for row in rows if row.instance.kind == ClauseKind.SECTION and row.instance.text
        ]:
            self.say_at(headings[0], "text", HEADING_ALONE)
        elif self.is_adopted:
            self.check_amendment(wording)

    def wording_of(self, rows):
        """The words as typed, in the order they were dragged into."""
        title, preamble = (
            self.cleaned_data.get(name, getattr(self.instance, name)) for name in ("title", "preamble")
        )
        return CharterWording.of(title, preamble, [row.instance for row in rows])

    def say_at_row(self, rows, wording, entry, reason):
        row, words = rows[wording.entries.index(entry)], {"words": entry.words[:60]}
        if reason == "no words":
            self.say_at(row, "text", NO_WORDS_IN)
        else:
            self.say_at(row, "level", TOO_DEEP % words)

    def say_at(self, row, name, sentence):
        row.add_error(name, sentence)
        self.add_error(None, sentence)

    def check_amendment(self, wording):
        if wording.digest == self.instance.version.digest:
            return
        try:
            amended(self.instance.own_charter, wording)
        except CannotBePublished as refusal:
            self.instance.has_other_words = True
            self.add_error(None, [*refusal.messages, WAY_ON])

    def check_first_adoption(self, cleaned):
        day = cleaned.get("adopted_on")
        if not day and "adopted_on" not in self.errors:
            self.add_error("adopted_on", HOW)
        elif day and day > timezone.localdate():
            self.add_error("adopted_on", STILL_TO_COME)
        if not (cleaned.get("how_adopted") or "").strip():
            self.add_error("how_adopted", HOW)
