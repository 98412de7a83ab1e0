"""The editor of a crosswalk as a trainer has it, and what everyone can read of it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from standards.models import Crosswalk, CrosswalkEntry
from standards.operations.crosswalks import Said, agree, open_crosswalk, say, take_back
from tests.factories import StandardVersionFactory
from tests.factories.successors import (
    NEW_NINTH,
    WHY,
    agreed_crosswalk,
    by_label,
    say_all,
    successor_of,
)
from tests.reading import text_of

pytestmark = pytest.mark.django_db
REWORDED = {"3": ("support communities", "help people")}


@pytest.fixture
def crosswalk(seed, trainer):
    return open_crosswalk(seed.version, successor_of(seed.version, changed=REWORDED), by=trainer)


def address(name, crosswalk):
    return reverse(name, args=[crosswalk.code])


class Section:
    """One section as a browser without scripts has it: every field with what stands in it."""

    def __init__(self, browser, crosswalk, part):
        self.browser, self.url = browser, address("crosswalk-edit", crosswalk) + f"?part={part}"
        self.read(browser.get(self.url))

    def read(self, answer):
        self.answer = answer
        form = BeautifulSoup(answer.content, "html.parser").find("form", attrs={"novalidate": True})
        self.fields = {}
        for field in form.find_all(["input", "select", "textarea"]):
            if field.get("type") == "radio" and not field.has_attr("checked"):
                continue
            chosen = field.find("option", selected=True) if field.name == "select" else None
            value = (
                chosen["value"]
                if chosen
                else field.get("value", "") or field.text.strip() * (field.name == "textarea")
            )
            self.fields.setdefault(field["name"], []).append(value)

    def choose(self, requirement, relation, *targets, reason=""):
        self.fields[f"relation-{requirement.code}"] = [relation]
        self.fields[f"reason-{requirement.code}"] = [reason]
        if targets:
            self.fields[f"became-{requirement.code}"] = [target.code for target in targets]
        return self

    def save(self):
        return self.browser.post(self.url, self.fields)


def suggested(answer):
    """{old label: new label} of what is suggested."""
    return {
        line.about.label: line.suggestion.best.target.label
        for part in answer.context["desk"].parts
        for line in part.lines
        if line.suggestion and line.suggestion.best
    }


def test_it_suggests_by_the_words_and_never_by_the_number(admin, crosswalk, seed):
    page = admin.get(address("crosswalk-edit", crosswalk))

    labels = [row.label for row in seed.version.requirements.order_by("position")]
    assert suggested(page) == {label: label for label in labels} | {"P9": "P10"}
    assert not CrosswalkEntry.objects.exists()


def test_a_suggestion_counts_only_once_someone_said_yes(admin, crosswalk, trainer):
    Section(admin, crosswalk, "performance").save()
    assert not CrosswalkEntry.objects.exists()

    old = by_label(crosswalk.source)
    Section(admin, crosswalk, "performance").choose(old["P9"], "same").save()

    new = by_label(crosswalk.target)
    [entry] = CrosswalkEntry.objects.all()
    assert (entry.source, entry.target, entry.relation, entry.said_by) == (
        old["P9"],
        new["P10"],
        "same",
        trainer,
    )


def test_a_section_is_saved_as_a_whole_and_what_is_wrong_is_said_beside_its_line(admin, crosswalk):
    old = by_label(crosswalk.source)
    section = Section(admin, crosswalk, "performance")

    answer = section.choose(old["P1"], "same").choose(old["P3"], "same").save()

    assert answer.status_code == 422
    assert "The words are not the same, so it was reworded." in text_of(answer)
    assert not CrosswalkEntry.objects.exists()
    section.read(answer)
    assert section.fields[f"relation-{old['P1'].code}"] == ["same"]

    answer = section.choose(old["P3"], "reworded").save()
    assert "Say why in a few words." in text_of(answer)
    section.read(answer)

    assert section.choose(old["P3"], "reworded", reason="Plainer words.").save().status_code == 302
    said = CrosswalkEntry.objects.order_by("source__position").values_list("relation", "reason")
    assert list(said) == [("same", ""), ("reworded", "Plainer words.")]


def test_a_split_a_merger_and_what_nothing_asks_any_more(admin, crosswalk):
    old, new = by_label(crosswalk.source), by_label(crosswalk.target)
    section = Section(admin, crosswalk, "performance")
    section.choose(old["P1"], "split", new["P1"], new["P2"], reason=WHY)
    section.choose(old["P2"], "merged", new["P4"], reason=WHY).choose(
        old["P4"], "merged", new["P4"], reason=WHY
    )
    section.choose(old["P5"], "dropped", reason=WHY)

    assert section.save().status_code == 302

    said = CrosswalkEntry.objects.order_by("source__position", "target__position")
    ends = [
        (e.source.label, e.relation, e.target and e.target.label)
        for e in said.select_related("source", "target")
    ]
    assert ends == [
        ("P1", "split", "P1"),
        ("P1", "split", "P2"),
        ("P2", "merged", "P4"),
        ("P4", "merged", "P4"),
        ("P5", "dropped", None),
    ]


def test_what_nothing_leads_to_is_said_to_be_new(admin, crosswalk, trainer):
    old, new = by_label(crosswalk.source), by_label(crosswalk.target)
    said = [Said(old["P9"], "same", (new["P10"],)), Said(old["P8"], "same", (new["P8"],))]
    say(crosswalk, said, revision=1, by=trainer)

    section = Section(admin, Crosswalk.objects.get(), "new")
    shown = [line.about.label for line in section.answer.context["part"].lines]
    assert {"P8", "P10"}.isdisjoint(shown)
    assert section.choose(new["P9"], "new", reason="Nobody asked this before.").save().status_code == 302

    assert CrosswalkEntry.objects.get(source=None).target.text == NEW_NINTH


def test_who_was_slower_keeps_what_they_chose_beside_what_it_says_now(admin, crosswalk, trainer):
    old, new = by_label(crosswalk.source), by_label(crosswalk.target)
    section = Section(admin, crosswalk, "performance")
    say(crosswalk, [Said(old["P1"], "reworded", (new["P1"],), "Theirs.")], revision=1, by=trainer)

    answer = section.choose(old["P1"], "dropped", reason="Mine.").save()

    assert answer.status_code == 409
    assert "Someone changed this crosswalk while you were working." in text_of(answer)
    assert "Theirs." in text_of(answer)
    section.read(answer)
    assert section.fields[f"reason-{old['P1'].code}"] == ["Mine."]
    assert CrosswalkEntry.objects.get().reason == "Theirs."
    assert section.save().status_code == 302
    assert CrosswalkEntry.objects.get().reason == "Mine."


def test_agreeing_and_taking_it_back(admin, client_for, crosswalk, trainer):
    early = admin.send(address("crosswalk-agree", crosswalk), {"revision": "1"}, follow=True)
    assert "Still to say, of the old: P1, P2" in text_of(early)

    say_all(crosswalk, by=trainer)
    now = Crosswalk.objects.get().revision
    page = admin.get(address("crosswalk-edit", crosswalk))
    assert "Everything is spoken of." in text_of(page)
    assert client_for(None).get(address("crosswalk-detail", crosswalk)).status_code == 404
    agreed = admin.send(address("crosswalk-agree", crosswalk), {"revision": str(now)}, follow=True)
    assert "Agreed by Toni Placeholder" in text_of(agreed)
    assert client_for(None).get(address("crosswalk-detail", crosswalk)).status_code == 200

    admin.send(address("crosswalk-take-back", crosswalk))
    assert Crosswalk.objects.get().agreed_at is None
    assert client_for(None).get(address("crosswalk-detail", crosswalk)).status_code == 404


MISSING = "This form is missing a part. Nothing was saved. Please try again."
MEANWHILE = "Someone changed this crosswalk while you were working."


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [("", MISSING), ("x", MISSING), ("99", MEANWHILE), ("1" * 400, MEANWHILE), ("1" * 5000, MISSING)],
)
def test_agreeing_to_something_else_is_refused_in_a_sentence(admin, crosswalk, trainer, revision, sentence):
    say_all(crosswalk, by=trainer)

    answer = admin.send(address("crosswalk-agree", crosswalk), {"revision": revision}, follow=True)

    assert answer.redirect_chain == [(address("crosswalk-edit", crosswalk), 302)]
    assert sentence in text_of(answer)
    assert Crosswalk.objects.get().agreed_at is None


def test_trouble_while_agreeing_is_not_taken_for_a_form_with_a_part_missing(
    admin, crosswalk, trainer, monkeypatch
):
    def stumble(agreed, *, by):
        raise ValueError("a fault of ours")

    monkeypatch.setattr("standards.operations.crosswalks.AT_CROSSWALK_AGREED", [stumble])
    say_all(crosswalk, by=trainer)

    with pytest.raises(ValueError, match="a fault of ours"):
        admin.send(address("crosswalk-agree", crosswalk), {"revision": str(Crosswalk.objects.get().revision)})

    assert Crosswalk.objects.get().agreed_at is None


def test_nonsense_is_said_beside_its_line_and_nothing_is_kept(admin, crosswalk):
    old = by_label(crosswalk.source)
    for field, value in [
        ("relation", "x"),
        ("became", "a\x00b"),
        ("reason", "y" * 2001),
        ("reason", "a\x00b"),
    ]:
        section = Section(admin, crosswalk, "performance").choose(old["P1"], "dropped", reason=WHY)
        section.fields[f"{field}-{old['P1'].code}"] = [value]

        assert section.save().status_code == 422
    for revision in ("", "x", "-1"):
        section = Section(admin, crosswalk, "performance").choose(old["P1"], "dropped", reason=WHY)
        section.fields["revision"] = [revision]
        assert section.save().status_code == 422
    assert not CrosswalkEntry.objects.exists()


def test_everyone_reads_what_became_of_what(client_for, crosswalk, trainer):
    old, new = by_label(crosswalk.source), by_label(crosswalk.target)
    reworded = Said(old["P3"], "reworded", (new["P3"],), "Plainer words.")
    agreed_crosswalk(crosswalk.source, crosswalk.target, by=trainer, others=[reworded])

    page = client_for(None).get(address("crosswalk-detail", crosswalk))

    for words in [
        "P9 → became P10 The same",
        "Printed as 10 now.",
        "Plainer words.",
        "New: nothing asked this before: 1",
    ]:
        assert words in text_of(page)
    assert NEW_NINTH in text_of(page)
    assert "Toni" not in text_of(page)


def label_in(end):
    return end and end["label"]


def test_its_twin_says_the_same_as_json(client_for, crosswalk, trainer):
    agreed_crosswalk(crosswalk.source, crosswalk.target, by=trainer, others=[
        Said(by_label(crosswalk.source)["P3"], "dropped", (), WHY),
    ])  # fmt: skip

    said = client_for(None).get(f"/crosswalks/{crosswalk.code}.json").json()

    assert said["source"]["urn"] == "JETSCD16L"
    ends = [
        (e["source"] and e["source"]["label"], e["relation"], e["target"] and e["target"]["label"])
        for e in said["entries"]
    ]
    old = [row.label for row in crosswalk.source.requirements.order_by("position")]
    became = {label: ("same", label) for label in old} | {"P9": ("same", "P10"), "P3": ("dropped", None)}
    assert ends == [(label, *became[label]) for label in old] + [(None, "new", "P3"), (None, "new", "P9")]
    assert "Toni" not in str(said)


# --- begun by mistake -----------------------------------------------------------------------


def test_one_begun_by_mistake_is_removed_after_a_question(admin, crosswalk, trainer):
    old, new = by_label(crosswalk.source), by_label(crosswalk.target)
    say(crosswalk, [Said(old["P9"], "same", (new["P10"],))], revision=1, by=trainer)
    url = address("crosswalk-remove", crosswalk)

    assert url in admin.get(address("crosswalk-edit", crosswalk)).content.decode()
    page = admin.get(url)
    assert "1 of its lines was said already, and goes with it." in text_of(page)
    assert Crosswalk.objects.count() == 1

    answer = admin.post(url, fields_in(page), follow=True)

    assert answer.redirect_chain == [(reverse("crosswalk-list"), 302)]
    assert "The crosswalk is gone. No standard was changed." in text_of(answer)
    assert (Crosswalk.objects.count(), CrosswalkEntry.objects.count()) == (0, 0)
    assert admin.get(url).status_code == 404


def test_one_that_was_ever_agreed_stays(admin, crosswalk, trainer):
    page = admin.get(address("crosswalk-remove", crosswalk))
    say_all(crosswalk, by=trainer)
    agreed = agree(Crosswalk.objects.get(), revision=Crosswalk.objects.get().revision, by=trainer)
    url = address("crosswalk-remove", crosswalk)

    for one in (agreed, take_back(agreed, by=trainer)):
        assert url not in admin.get(address("crosswalk-edit", one)).content.decode()
        asked = admin.get(url, follow=True)
        assert asked.redirect_chain == [(address("crosswalk-edit", one), 302)]
        answer = admin.send(url, {"revision": str(one.revision)}, follow=True)
        assert "This crosswalk was agreed once, and people may have gone on by it. It stays." in text_of(
            answer
        )
    admin.post(url, fields_in(page))
    assert Crosswalk.objects.count() == 1


@pytest.mark.parametrize("revision", ["", "x", "1", "1" * 5000])
def test_what_someone_said_meanwhile_is_not_removed_unseen(admin, crosswalk, trainer, revision):
    old, new = by_label(crosswalk.source), by_label(crosswalk.target)
    say(crosswalk, [Said(old["P9"], "same", (new["P10"],))], revision=1, by=trainer)

    answer = admin.send(address("crosswalk-remove", crosswalk), {"revision": revision})

    assert answer.status_code == 409
    assert "Someone changed this crosswalk since you opened this page." in text_of(answer)
    assert CrosswalkEntry.objects.count() == 1
    assert admin.post(address("crosswalk-remove", crosswalk), fields_in(answer)).status_code == 302
    assert not Crosswalk.objects.exists()


def fields_in(answer):
    button = BeautifulSoup(answer.content, "html.parser").find("button", class_="serious")
    return {field["name"]: field["value"] for field in button.find_parent("form").find_all("input")}


# --- beginning one --------------------------------------------------------------------------


def test_beginning_one_between_two_that_were_found(admin, seed):
    successor = successor_of(seed.version)
    url = reverse("crosswalk-start")

    page = admin.get(url, {"find_source": "JETSCD16L"})
    ends = {end["name"]: [version.pk for version in end["versions"]] for end in page.context["ends"]}
    assert ends == {"source": [seed.version.pk], "target": [successor.pk, seed.version.pk]}

    chosen = {"source": seed.version.code, "target": successor.code}
    answers = [admin.send(url, chosen)["Location"] for _twice in range(2)]
    assert answers == [address("crosswalk-edit", Crosswalk.objects.get())] * 2


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        ("first", "first", "A crosswalk leads from older words to newer ones."),
        ("second", "first", "A crosswalk leads from older words to newer ones."),
        ("", "first", "Choose one of the list."),
        ("a\x00b", "nobody", "Choose one of the list."),
    ],
)
def test_a_pair_that_leads_nowhere_is_refused(admin, source, target, sentence):
    first = StandardVersionFactory()
    codes = {"first": first.code, "second": StandardVersionFactory(standard=first.standard).code}

    answer = admin.send(
        reverse("crosswalk-start"), {"source": codes.get(source, source), "target": codes.get(target, target)}
    )

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Crosswalk.objects.exists()


@pytest.mark.parametrize("words", ["'\"%_\\(", "x" * 500, "  "])
def test_searching_survives_any_words(admin, seed, words):
    assert admin.get(reverse("crosswalk-start"), {"find_source": words}).status_code == 200


def test_a_section_sent_twice_counts_once(admin, crosswalk):
    old = by_label(crosswalk.source)
    section = Section(admin, crosswalk, "performance").choose(old["P9"], "same")

    assert [section.save().status_code for _twice in range(2)] == [302, 302]
    assert Crosswalk.objects.get().revision == 2


@pytest.mark.parametrize("who", ["practitioner", "assessor", "iqa", "coordinator"])
def test_only_trainers_say_anything(client_for, request, crosswalk, trainer, who):
    say_all(crosswalk, by=trainer)
    browser = client_for(request.getfixturevalue(who))
    posts = [
        (address(name, crosswalk), {"revision": "2"})
        for name in ("crosswalk-agree", "crosswalk-take-back", "crosswalk-remove")
    ]
    posts += [
        (address("crosswalk-edit", crosswalk), {"revision": "2", "part": "new"}),
        (reverse("crosswalk-start"), {}),
    ]

    assert [browser.send(url, form).status_code for url, form in posts] == [403] * 5
    assert Crosswalk.objects.get().agreed_at is None


# --- what it costs --------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_for_one_and_thirty(admin, trainer, count, django_assert_num_queries):
    for _each in range(count):
        open_crosswalk(StandardVersionFactory(), StandardVersionFactory(), by=trainer)

    with django_assert_num_queries(11):
        page = admin.get(reverse("crosswalk-list"))
    assert len(page.context["crosswalks"]) == min(count, 20)


@pytest.mark.parametrize("count", [1, 60])
def test_the_editor_costs_the_same_for_one_and_sixty(admin, trainer, count, django_assert_num_queries):
    ends = [StandardVersionFactory(performance=count, knowledge=0, values=0) for _end in range(2)]
    crosswalk = open_crosswalk(*ends, by=trainer)

    with django_assert_num_queries(12):
        assert admin.get(address("crosswalk-edit", crosswalk)).status_code == 200


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_for_one_and_thirty(client_for, trainer, count, django_assert_num_queries):
    ends = [StandardVersionFactory(performance=count, knowledge=0, values=0) for _end in range(2)]
    crosswalk = agreed_crosswalk(*ends, by=trainer)

    with django_assert_num_queries(4):
        assert client_for(None).get(address("crosswalk-detail", crosswalk)).status_code == 200
