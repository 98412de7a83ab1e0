"""What every row of a long list says alike is put together once for a page, and anew for the next."""

from django.template import engines

ROWS = "{% for row in rows %}{{ row }}{% same_each_time %} of {{ told }};{% endsame_each_time %}{% endfor %}"


class Told:
    """Counts how often it is asked."""

    def __init__(self, words):
        self.words, self.times = words, 0

    def __str__(self):
        self.times += 1
        return self.words


def test_it_is_put_together_once_for_each_page():
    page = engines["django"].from_string(ROWS)
    first, second = Told("Ama"), Told("Bo & Co")
    assert page.render({"rows": "ab", "told": first}) == "a of Ama;b of Ama;"
    assert page.render({"rows": "cd", "told": second}) == "c of Bo &amp; Co;d of Bo &amp; Co;"
    assert (first.times, second.times) == (1, 1)


def test_two_places_of_a_page_are_two():
    page = engines["django"].from_string(ROWS + ROWS.replace(" of ", " by "))
    assert page.render({"rows": "ab", "told": "Ama"}) == "a of Ama;b of Ama;a by Ama;b by Ama;"
