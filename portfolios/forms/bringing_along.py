"""The file someone brings along."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portfolios.kinds import most_in_one_go, size_in_words


class BringAlongForm(forms.Form):
    bag = forms.FileField(
        label=_("The ZIP you took along"),
        error_messages={
            "required": _("Choose the ZIP you took along."),
            "empty": _("There is nothing in this file. Choose the ZIP you took along."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hint = _("At most %(most)s. A larger one can be brought in by whoever looks after this site.")
        self.fields["bag"].help_text = hint % {"most": size_in_words(most_in_one_go())}

    def clean_bag(self):
        bag = self.cleaned_data["bag"]
        if bag.size > most_in_one_go():
            message = _("This is more than %(most)s. Whoever looks after this site can bring it in for you.")
            raise forms.ValidationError(message % {"most": size_in_words(most_in_one_go())})
        return bag

    def refuse(self, sentences):
        for sentence in sentences:
            self.add_error("bag", sentence)
