"""A suite as a Mahara SmartEvidence framework (`.matrix`), one way. Source: formats of Mahara 23.04, module/framework.

    {"framework": {"institution", "name", "description", "selfassess", "evidencestatuses": [four],
      "standards": [{"shortname", "name", "description", "standardid"}],
      "standardelements": [{"shortname", "name", "description", "standardid", "elementid", "parentelementid", "parentid"}]}}

Everything Mahara shows as an element is assessed there, so only requirements are elements. Values, and what
illustrates them, stand in the description of the framework.
"""

import json
from html import escape

from django.utils.translation import gettext as _

from standards.exchange.suite import SuiteDocument

LONGEST_NAME, LONGEST_SHORT_NAME = 255, 100
LETTERS = {"performance": "P", "knowledge": "K"}


def write_matrix(document: SuiteDocument) -> bytes:
    """JSON in UTF-8. Rows that were retired are left out."""
    framework = {
        "institution": "all",
        "name": cut(
            f"{document.title or ''} {document.edition or ''}".strip() or _("Standards"), LONGEST_NAME
        ),
        "description": description_of(document),
        "selfassess": False,
        "evidencestatuses": [
            {"begun": _("Matched")},
            {"incomplete": _("Not yet")},
            {"partialcomplete": _("More evidence")},
            {"completed": _("Meets")},
        ],
        "standards": [standard_of(row, number) for number, row in enumerate(document.standards, start=1)],
        "standardelements": [
            element
            for number, row in enumerate(document.standards, start=1)
            for element in elements_of(row, number)
        ],
    }
    return f"{json.dumps({'framework': framework}, ensure_ascii=False, indent=2)}\n".encode(
        "utf-8", "replace"
    )


def standard_of(row, number):
    """`number` joins the elements to it, and Mahara compares it type and all."""
    return {
        "shortname": cut(row.urn or row.title, LONGEST_SHORT_NAME),
        "name": cut(row.title, LONGEST_NAME),
        "description": paragraphs(row.title if len(row.title) > LONGEST_NAME else "", row.overview or ""),
        "standardid": number,
    }


def elements_of(row, number):
    """Sub-items stand below the item they belong to; Mahara reads one parent key and writes the other."""
    places = {}
    for place, each in enumerate(row.requirements, start=1):
        element = {
            "shortname": cut(label_of(each, place), LONGEST_SHORT_NAME),
            "name": cut(each.text, LONGEST_NAME),
            "description": paragraphs(each.group, each.text if len(each.text) > LONGEST_NAME else ""),
            "standardid": number,
            "elementid": f"{number}.{place}",
        }
        above = places.get((each.kind, each.number.rpartition(".")[0]))
        yield element | ({"parentelementid": above, "parentid": above} if above else {})
        places.setdefault((each.kind, each.number), element["elementid"])


def label_of(row, place):
    number = row.number or str(place)
    return number if number[:1].isalpha() else f"{LETTERS[row.kind]}{number}"


def description_of(document):
    """The values, and below each what illustrates it in which standard."""
    lines = []
    for value in document.values:
        lines.append(f"<h3>{escape(f'{value.number} {value.title}'.strip())}</h3>")
        examples = [
            f"<li>{escape(row.title)}: {escape(each.text)}</li>"
            for row in document.standards
            for each in row.illustrations
            if each.value in (value.lineage, value.number)
        ]
        lines += ["<ul>", *examples, "</ul>"] if examples else []
    heading = f"<h2>{escape(_('Values'))}</h2>" if lines else ""
    return heading + "".join(lines)


def paragraphs(*texts):
    return "".join(f"<p>{escape(line)}</p>" for text in texts for line in text.splitlines() if line.strip())


def cut(text, longest):
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
