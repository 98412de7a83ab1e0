"""Bringing in a suite, and taking one along, as a trainer meets it in the admin."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import AuditEvent
from standards.exchange.sheets.files import write_xlsx
from standards.exchange.suites import json as suite_json
from standards.exchange.suites.files import read_suite_file
from standards.exchange.suites.published import suite_document
from standards.exchange.suites.writers import WAYS
from standards.models import Intake, StandardPage, SuitePage
from standards.operations.suite_imports import apply_suite
from standards.operations.suite_intakes import bring_in_suite
from tests.factories.suites import applied
from tests.standards.made_suites import made_suite
from tests.standards.suite_world import changed_standard, counts, reworded

INDEX = "bring-in-suite"


@pytest.fixture
def document():
    return made_suite(2, 4)


@pytest.fixture
def suite(db, document):
    return applied(document)


def upload(admin, source, name="suite.json", **more):
    source = source if isinstance(source, bytes) else suite_json.write(source)
    return admin.send(reverse(INDEX), {"file": SimpleUploadedFile(name, source), **more})


def fields_of(answer):
    """What a browser would send back, and the buttons’ choices left alone."""
    soup = BeautifulSoup(answer.content, "html.parser")
    form = soup.find("input", attrs={"name": "digest"}).find_parent("form")
    return {
        field["name"]: field.get("value", "")
        for field in form.find_all("input", attrs={"type": "hidden"})
        if field["name"] != "csrfmiddlewaretoken"
    }


def plan_url(code=None):
    return reverse("bring-in-suite-plan", args=[code or Intake.objects.get().code])


def agree(admin, **more):
    answer = admin.get(plan_url())
    return admin.post(plan_url(), fields_of(answer) | {"do": "agree"} | more)


def words_of(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


# --- bringing in ------------------------------------------------------------------------------


def test_a_new_suite_is_read_planned_and_agreed(admin, trainer, document):
    answer = upload(admin, document)
    intake = Intake.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, plan_url(intake.code))
    assert (intake.subject, intake.source_format, intake.state, intake.made_by) == (
        "suite",
        "json",
        "review",
        trainer,
    )
    assert StandardPage.objects.count() == 0

    words = words_of(admin.get(plan_url()))
    assert "This becomes a new suite, “A suite called made-suite”." in words
    assert "32 added 0 changed 0 moved 0 retired 0 unchanged" in words
    assert document.standards[1].requirements[0].text in words

    done = agree(admin)
    intake.refresh_from_db()
    suite = SuitePage.objects.get()
    assert (done.status_code, done["Location"]) == (302, reverse("wagtailadmin_explore", args=[suite.pk]))
    assert (intake.state, intake.suite, intake.agreed_by) == ("agreed", suite, trainer)
    assert suite_document(suite) == document
    actions = AuditEvent.objects.filter(actor_code=trainer.code).values_list("action", flat=True)
    assert {"intake.brought_in", "suite.brought_in", "intake.agreed"} <= set(actions)
    assert "This was brought into" in words_of(admin.get(plan_url()))


def test_a_standard_gone_from_the_file_is_told_by_its_state_and_not_its_title(admin, suite, document):
    kept, *gone = document.standards
    upload(admin, replace(document, standards=[kept]))

    soup = BeautifulSoup(admin.get(plan_url()).content, "html.parser")
    rows = soup.select("section[aria-labelledby=retired-h] li")
    changed = [(row.find("del").get_text(), row.find("ins").get_text()) for row in rows]
    assert [row.status for row in gone] == ["current"]
    assert changed == [("gone: current", "new: withdrawn")]


def test_agreeing_twice_happens_once(admin, document):
    upload(admin, document)
    fields = fields_of(admin.get(plan_url())) | {"do": "agree"}
    admin.post(plan_url(), fields)
    before = counts()

    assert admin.post(plan_url(), fields).status_code == 302
    assert admin.post(plan_url(), fields | {"once": "0123456789abcdef01"}).status_code == 200
    assert counts() == before


def test_the_same_file_waits_once(admin, document):
    upload(admin, document)
    upload(admin, document)

    assert Intake.objects.count() == 1


@pytest.mark.parametrize("is_new", [True, False], ids=["a new suite", "one that is here"])
def test_the_same_file_brought_in_at_once_waits_once(at_once, trainer, document, is_new):
    suite = None if is_new else apply_suite(document, by=None)[0]
    source = suite_json.write(document)
    reading = read_suite_file(source)

    found = at_once(*[lambda: bring_in_suite(reading, source, suite=suite, by=trainer)] * 3)

    assert found == [Intake.objects.get()] * 3


def test_a_plan_that_changed_meanwhile_is_shown_again(admin, suite, document):
    upload(admin, changed_standard(document, 0, developed_by="Example Board"))
    fields = fields_of(admin.get(plan_url())) | {"do": "agree"}
    apply_suite(changed_standard(document, 1, source="https://elsewhere.example/"), by=None)
    before = counts()

    answer = admin.post(plan_url(), fields)

    assert answer.status_code == 409
    assert "The suite changed since you looked. Look at the plan again before you agree." in words_of(answer)
    assert counts() == before
    assert admin.post(plan_url(), fields_of(answer) | {"do": "agree"}).status_code == 302
    assert suite_document(suite).standards[0].developed_by == "Example Board"


def test_changed_words_are_published_only_with_a_reason(admin, suite, document):
    text = f"{document.standards[0].requirements[0].text} always"
    row = reworded(document.standards[0], 0, text)
    changed = changed_standard(document, 0, requirements=row.requirements)
    upload(admin, changed)
    words = words_of(admin.get(plan_url()))
    assert "always" in words

    answer = agree(admin, change="meaning", why="")
    assert answer.status_code == 422
    assert "Say why in a few words. People who work with these standards will wonder." in words_of(answer)

    assert agree(admin, change="meaning", why="The council asks it.").status_code == 302
    page = StandardPage.objects.get(lineage=document.standards[0].lineage)
    assert (page.version.number, page.version.why) == (2, "The council asks it.")


def test_doubts_are_answered_before_agreeing(admin, suite, document):
    row = document.standards[0]
    words = row.requirements[0].text.split()
    text = " ".join([*words[:10], "quite", "another", "matter", "altogether", "here"])
    doubtful = replace(row.requirements[0], lineage=None, number="77", text=text)
    upload(admin, changed_standard(document, 0, requirements=(doubtful, *row.requirements[1:])))

    answer = admin.get(plan_url())
    soup = BeautifulSoup(answer.content, "html.parser")
    names = {field["name"] for field in soup.find_all("input", attrs={"type": "radio"})} - {"change"}
    (name,) = names
    assert "Answer the questions above first." in words_of(answer)
    assert admin.post(plan_url(), fields_of(answer) | {"do": "agree"}).status_code == 422

    admin.post(plan_url(), fields_of(admin.get(plan_url())) | {"do": "look", name: "new"})
    assert agree(admin).status_code == 302
    assert Intake.objects.get().answers == {name.removeprefix("answer-"): "new"}


def test_a_spreadsheet_that_is_wrong_shows_what_is_wrong_beside_the_row(admin, suite, document):
    source = write_xlsx(changed_standard(document, 0, status="gone"))
    reading = read_suite_file(source)
    (problem, *_more) = reading.sheet.problems

    answer = upload(admin, source, name="suite.xlsx")

    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    told = {row.th.text: " ".join(row.get_text(" ").split()) for row in soup.select("table.listing tbody tr")}
    assert problem.sentence in told[str(problem.row)]
    assert problem.value in told[str(problem.row)]
    assert soup.title.get_text().startswith("Problem: Bring in a suite")
    assert Intake.objects.count() == 0


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"{}", "This is JSON, but it is neither ours nor a CASE package."),
        (b'{"format": "practice-portfolio-suite", "version": 1}', "This file names no standard."),
        (b"", "This file is empty."),
    ],
)
def test_a_file_that_is_refused_gets_a_sentence(admin, source, sentence):
    answer = upload(admin, source)

    assert answer.status_code == 422
    assert sentence in words_of(answer)
    assert Intake.objects.count() == 0


def test_no_file_is_a_sentence(admin):
    answer = admin.send(reverse(INDEX), {})

    assert answer.status_code == 422
    assert "Choose a file first." in words_of(answer)


def test_it_is_set_aside_and_taken_up_again(admin, document):
    upload(admin, document)
    url = reverse("bring-in-suite-set-aside", args=[Intake.objects.get().code])

    for _twice in range(2):
        admin.send(url)
        assert Intake.objects.get().state == "set aside"
    assert "Set aside" in words_of(admin.get(reverse(INDEX)))
    plan = reverse("bring-in-suite-plan", args=[Intake.objects.get().code])
    assert 'name="back" value="1">Take it up again<' in admin.get(plan).text
    for _twice in range(2):
        admin.send(url, {"back": "1"})
        assert Intake.objects.get().state == "review"


def test_the_list_asks_as_often_for_one_as_for_many(admin, document, suite):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert admin.get(reverse(INDEX)).status_code == 200
        return len(captured)

    asked()
    upload(admin, document)
    one = asked()
    for place in range(12):
        upload(admin, replace(document, edition=f"20{place:02}"))
    assert Intake.objects.count() == 13
    assert asked() == one


# --- taking along -----------------------------------------------------------------------------


def test_every_format_has_a_button(admin, suite):
    answer = admin.get(reverse("take-suite-along", args=[suite.pk]))
    soup = BeautifulSoup(answer.content, "html.parser")

    links = [link["href"] for link in soup.select("main a[download]")] or [
        a["href"] for a in soup.select("a[download]")
    ]
    assert links == [reverse("suite-file", args=[suite.pk, way]) for way in WAYS]


@pytest.mark.parametrize("way", list(WAYS))
def test_every_format_is_handed_out(admin, suite, way):
    answer = admin.get(reverse("suite-file", args=[suite.pk, way]))

    assert (answer.status_code, answer.streaming) == (200, True)
    assert answer["Content-Type"] == WAYS[way].content_type
    assert answer["Content-Disposition"] == f'attachment; filename="made-suite{WAYS[way].suffix}"'
    source = b"".join(answer.streaming_content)
    if WAYS[way].comes_back:
        assert read_suite_file(source).format == way


def test_the_suite_leads_to_its_files(admin, suite):
    url = reverse("take-suite-along", args=[suite.pk])

    for name in ("wagtailadmin_explore", "wagtailadmin_pages:edit"):
        assert url in admin.get(reverse(name, args=[suite.pk])).content.decode()


@pytest.mark.parametrize("address", [("take-suite-along", [1]), ("suite-file", [1, "json"])])
def test_a_page_that_is_no_suite_is_not_found(admin, suite, address):
    assert admin.get(reverse(address[0], args=address[1])).status_code == 404


def test_an_unknown_format_is_not_found(admin, suite):
    assert admin.get(reverse("suite-file", args=[suite.pk, "word"])).status_code == 404


# --- who may ----------------------------------------------------------------------------------


def addresses(suite, intake):
    return [
        reverse(INDEX),
        reverse("bring-in-suite-plan", args=[intake.code]),
        reverse("take-suite-along", args=[suite.pk]),
        reverse("suite-file", args=[suite.pk, "json"]),
    ]


def test_only_trainers_see_any_of_it(admin, suite, document, client_for, practitioner, assessor):
    upload(admin, document)
    intake = Intake.objects.get()

    for url in addresses(suite, intake):
        assert admin.get(url).status_code == 200
        for person in (practitioner, assessor, None):
            assert client_for(person).get(url).status_code in (302, 403, 404)


def test_a_superuser_without_the_role_is_told_no(suite, client_for):
    from tests.factories import UserFactory

    browser = client_for(UserFactory(is_superuser=True))
    assert browser.get(reverse(INDEX)).status_code in (200, 403)
