"""Beginning a standard, and saying which evidence shows what."""

from django import forms

from people.forms import Words
from portfolios.forms.fields import NOT_OURS


class StartForm(forms.Form):
    """`standard` is a standard's code."""

    standard = Words(required=True, max_length=16)


class MatchForm(forms.Form):
    """Ticks in a table. `rows` (requirements) and `pieces` (evidence) say which part of it was on the page.

    `wanted` is {(requirement pk, evidence pk)}: only what lies within those rows and pieces.
    """

    def __init__(self, data, *, requirements, evidence):
        super().__init__(data)
        self.requirements = {requirement.code: requirement for requirement in requirements}
        self.evidence = {piece.code: piece for piece in evidence}

    def clean(self):
        self.rows = self.known("row", self.requirements)
        self.pieces = self.known("piece", self.evidence)
        self.wanted = set()
        for claim in self.data.getlist("claim"):
            row, _dot, piece = claim.partition(".")
            if row not in self.requirements or piece not in self.evidence:
                raise forms.ValidationError(NOT_OURS)
            self.wanted.add((self.requirements[row].pk, self.evidence[piece].pk))
        return super().clean()

    def known(self, name, known):
        codes = self.data.getlist(name)
        if not codes or any(code not in known for code in codes):
            raise forms.ValidationError(NOT_OURS)
        return [known[code] for code in codes]
