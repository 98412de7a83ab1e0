"""The check itself: a template of ours that shows what it was not given is told off by name."""

import pytest
from django.conf import settings
from django.template import Context, Engine, Origin, Template

from tests.strict_templates import NameMeansNothing


def render(source, place="templates/sample.html", **given):
    path = settings.BASE_DIR / place
    return Template(source, origin=Origin(str(path)), engine=Engine.get_default()).render(Context(given))


@pytest.mark.parametrize(
    "source",
    [
        "{{ nmae }}",
        "{{ person.nmae }}",
        "{{ nmae|upper }}",
        "{{ nmae|default:'somebody' }}",
        "{% for one in nmaes %}{{ one }}{% endfor %}",
        "{% with short=nmae %}{% endwith %}",
        "{% blocktranslate %}Hello {{ nmae }}{% endblocktranslate %}",
        "{% blocktranslate with short=nmae %}Hello {{ short }}{% endblocktranslate %}",
        "{% blocktranslate count number=people|length %}one {{ nmae }}{% plural %}many{% endblocktranslate %}",
        "{% include 'components/crumb.html' with label=nmae url='' only %}",
    ],
)
def test_a_name_that_means_nothing_is_told_off_with_its_template(source):
    with pytest.raises(NameMeansNothing, match=r"^templates/sample\.html: .*nmae"):
        render(source, person={"name": "Pat Sample"}, people=["Pat"])


def test_names_that_mean_something_are_shown():
    source = (
        "{{ name }} {% for one in all %}{{ forloop.counter }}{{ one }}{% endfor %}{% if never %}no{% endif %}"
        "{% blocktranslate with short=name count number=all|length %}{{ short }}{% plural %}{{ short }} {{ number }}"
        "{% endblocktranslate %}{{ nothing }}"
    )
    assert render(source, name="Pat", all=["a", "b"], nothing="") == "Pat 1a2bPat 2"


def test_templates_of_libraries_are_left_alone():
    assert render("[{{ nmae }}]", place=".venv/lib/library/page.html") == "[]"
