"""A form drawn by the house: label, hint, problem, control, each tied to the others."""

import re

from django import forms

from tests.cms.test_ui import shown, words_in


class EvidenceForm(forms.Form):
    name = forms.CharField(label="Name it", help_text="A few words is fine.")
    story = forms.CharField(label="What happened?", widget=forms.Textarea, required=False)
    who = forms.ChoiceField(
        label="Who appears?",
        choices=[("me", "Only me"), ("others", "Other people")],
        widget=forms.RadioSelect(attrs={"data-look": "two"}),
        error_messages={"required": "Say who appears."},
    )
    found = forms.ChoiceField(
        label="P3",
        choices=[("meets", "Meets"), ("not yet", "Not yet")],
        widget=forms.RadioSelect(attrs={"data-look": "seg"}),
    )
    mine = forms.BooleanField(label="It is my own work", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.fields["who"].widget.hints = {"others": "We ask about each one."}


def drawn(form, name):
    return shown("{{ field.as_field_group }}", field=form[name])


def test_a_field_has_label_hint_and_control_tied_together():
    html = drawn(EvidenceForm(), "name")

    assert '<label for="id_name">Name it </label>' in html
    assert '<div class="hint" id="id_name_helptext">A few words is fine.</div>' in html
    assert re.search(
        r'<input type="text" name="name" class="input" [^>]*aria-describedby="id_name_helptext"', html
    )


def test_what_may_stay_empty_says_optional():
    assert words_in(drawn(EvidenceForm(), "story")) == "What happened? Optional"
    assert 'class="textarea"' in drawn(EvidenceForm(), "story")


def test_a_problem_is_said_in_words_and_tied_to_the_control():
    html = drawn(EvidenceForm({"who": "me", "found": "meets"}), "name")

    assert words_in(html) == "Name it A few words is fine. Problem: This field is required."
    assert 'aria-invalid="true" aria-describedby="id_name_helptext id_name_error"' in html
    assert '<div id="id_name_error">' in html


def test_choices_are_a_fieldset_with_a_hint_under_the_choice():
    html = drawn(EvidenceForm(), "who")

    assert html.startswith('<fieldset class="field" id="id_who" tabindex="-1"')
    assert '<div class="choices choices--2">' in html
    assert words_in(html) == "Who appears? Only me Other people We ask about each one."


def test_judgements_come_in_their_colours():
    html = drawn(EvidenceForm(), "found")

    assert re.findall(r'<label class="(is-\w+)">', html) == ["is-met", "is-notyet"]
    assert html.count("<svg ") == 2


def test_one_box_to_tick_stands_before_its_words():
    html = drawn(EvidenceForm(), "mine")

    assert re.search(
        r'<label class="choice choice--bare"><input type="checkbox"[^>]*><span>It is my own work</span>', html
    )


def test_a_whole_form_begins_with_what_needs_a_look():
    html = shown("{{ form }}", form=EvidenceForm({"name": "", "found": "meets"}))
    summary = html[: html.index("</ul>")]

    assert summary.startswith('<div class="notice notice--error" role="alert" tabindex="-1" data-focus>')
    assert "<h2>2 things need a look</h2>" in summary
    assert re.findall(r'<a href="(#\w+)">([^<]+)</a>', summary) == [
        ("#id_name", "This field is required."),
        ("#id_who", "Say who appears."),
    ]
    assert all(f'id="{target}"' in html for target in ("id_name", "id_who"))


def test_a_form_that_is_well_has_no_summary():
    html = shown("{{ form }}", form=EvidenceForm())

    assert "notice--error" not in html
    assert '<input type="hidden" name="key" id="id_key">' in html


def test_a_title_says_problem_only_when_there_is_one():
    assert shown("{% problem_in form %}Add", form=EvidenceForm({})) == "Problem: Add"
    assert shown("{% problem_in form %}Add", form=EvidenceForm()) == "Add"


def test_a_library_form_gets_our_words():
    form = EvidenceForm()
    form.fields["name"].widget.attrs["placeholder"] = "Username"

    html = shown("{% field form.name label='E-mail or code' hint='As invited.' %}", form=form)

    assert words_in(html) == "E-mail or code As invited."
    assert "placeholder" not in html
