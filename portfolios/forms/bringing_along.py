"""The ZIP someone brings along: one that arrived in pieces, or that comes with the form."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portfolios.forms.uploads import UploadFields
from portfolios.kinds import most_in_one_go, size_in_words
from portfolios.models import Upload


class WantedZip(forms.FileField):
    """Wanted, so it is not called optional; it may have come in pieces before, so the form says whether it is missing."""

    def validate(self, value):
        pass


class BringAlongForm(UploadFields, forms.Form):
    """`came`: the upload that came with this very request, if any."""

    bag = WantedZip(
        label=_("The ZIP you took along"),
        error_messages={"empty": _("There is nothing in this file. Choose the ZIP you took along.")},
    )

    def __init__(self, *args, person, came=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.add_uploads(Upload.objects.bags_of(person), came)
        most = {
            "most": size_in_words(most_in_one_go()),
            "largest": size_in_words(settings.EVIDENCE_MAX_BYTES),
        }
        hint = _(
            "At most %(largest)s. Without scripts at most %(most)s; whoever looks after this site can bring in more."
        )
        self.fields["bag"].help_text = hint % most

    def clean_bag(self):
        bag = self.cleaned_data["bag"]
        if bag and bag.size > most_in_one_go():
            message = _("This is more than %(most)s. Whoever looks after this site can bring it in for you.")
            raise forms.ValidationError(message % {"most": size_in_words(most_in_one_go())})
        return bag

    def clean(self):
        if not self.errors and len(self.all_kept) != 1:
            self.refuse(
                [_("Choose one of them: they come in one after the other.")] if self.all_kept else [CHOOSE]
            )

    def refuse(self, sentences):
        for sentence in sentences:
            self.add_error("bag", sentence)


CHOOSE = _("Choose the ZIP you took along.")
