"""What a witness fills in: an answer to each question, who they are, and that they saw it themselves."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from people.forms import Words

LETTERS = {"rows": 4}
ROOM = 5000
KEPT_SO_LONG = _(
    "A telephone number or an e-mail address. The person you speak about does not see it. We remove it %(days)s days "
    "after the work is signed off, and after two years at the latest."
)


class StatementForm(forms.Form):
    """`request` says what is asked. Saving asks for nothing; confirming (`wants_all`) asks for what it needs."""

    saw = Words(
        label=_("Is there anything else you saw or heard?"), max_length=ROOM, widget=forms.Textarea(LETTERS)
    )
    name = Words(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Say who you are.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    shown_as = Words(
        label=_("Would you rather be shown under another name?"),
        max_length=120,
        help_text=_(
            "Then that is the name others read. Whoever asked you knows whom they asked; besides, your own name, and "
            "how to reach you, are seen only by the person who checks the quality of assessments."
        ),
    )
    relation = Words(
        label=_("How do you know them?"),
        max_length=250,
        error_messages={"required": _("Say how you know them. “We are neighbours” is enough.")},
    )
    competence = Words(
        label=_("What makes you an expert in this?"),
        max_length=ROOM,
        widget=forms.Textarea(LETTERS),
        help_text=_("Your work, what you learned, what you have judged before."),
        error_messages={"required": _("Say what makes you an expert in this. A sentence is enough.")},
    )
    contact = Words(
        label=_("How could someone reach you to check?"),
        max_length=250,
        error_messages={"required": _("Say how to reach you, in case someone wants to check.")},
    )
    is_true = forms.BooleanField(
        label=_("This is what I saw or heard myself."),
        required=False,
        error_messages={"required": _("Tick this if it is so. What you heard from others is not for here.")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=10**6)

    WORDS = ("name", "shown_as", "relation", "contact", "competence", "saw", "is_true")
    NEEDED = ("name", "relation", "contact", "is_true")

    def __init__(self, data=None, *, request, statement=None, wants_all=False):
        self.questions = list(request.questions.select_related("requirement").prefetch_related("recordings"))
        super().__init__(data, initial=self.known(statement))
        self.statement, self.wants_all = statement, wants_all
        for question in self.questions:
            self.fields[f"answer_{question.pk}"] = Words(
                label=question.words, max_length=ROOM, widget=forms.Textarea(LETTERS)
            )
        self.fields["contact"].help_text = KEPT_SO_LONG % {"days": settings.WITNESS_CONTACT_DAYS}
        if not request.is_expert:
            del self.fields["competence"]
        needed = [*self.NEEDED, *(["competence"] if request.is_expert else [])]
        for name in needed if wants_all or data is None else ():  # a page that only shows them says so too
            self.fields[name].required = True

    def known(self, statement):
        if statement is None:
            return {"revision": 1}
        kept = {name: getattr(statement, name) for name in (*self.WORDS, "revision")}
        return kept | {f"answer_{one.pk}": one.answer for one in self.questions}

    def clean(self):
        found = super().clean()
        self.answers = {one.pk: found.get(f"answer_{one.pk}", "") for one in self.questions}
        said = any(answer.strip() for answer in self.answers.values()) or found.get("saw", "").strip()
        spoke = self.statement is not None and self.statement.recordings.exists()
        if self.wants_all and not said and not spoke:
            raise forms.ValidationError(_("Answer at least one question, in writing or aloud."))
        return found

    @property
    def words(self):
        found = self.cleaned_data
        return {"competence": ""} | {name: found[name] for name in self.WORDS if name in found}

    @property
    def rows(self):
        """[(question, its field, the recordings that answer it, the name of the field for another one)]"""
        return [
            (one, self[f"answer_{one.pk}"], one.recordings.all(), f"sound_{one.pk}") for one in self.questions
        ]
