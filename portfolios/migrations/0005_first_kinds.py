from django.db import migrations

# slug, name, term, help, who records it, seen by an assessor, [(key, question, help, long, wanted)]
KINDS = [
    ("work product", "Something from the work itself", "Work product",
     "Minutes, a poster, a plan, a photo: something the work left behind.", "practitioner", False,
     [("made-by", "Who made it, and what was your part?", "", True, False)]),
    ("reflective account", "My own account of what I did", "Reflective account",
     "You tell what you did, and what you learned from it.", "practitioner", False, []),
    ("observation", "An assessor saw it", "Observation",
     "An assessor was there and wrote down what they saw.", "assessor", True,
     [("where", "Where were you, and who else was there?", "No names: “two neighbours” is fine.", False, True),
      ("saw", "What did you see them do?", "What happened, not what you think of it.", True, True),
      ("agreed", "What did the two of you say about it afterwards?", "", True, False)]),
    ("discussion", "A talk with an assessor", "Professional discussion",
     "You talked something through with an assessor, who wrote it down.", "assessor", False,
     [("about", "What did you talk about?", "", False, True),
      ("said", "What did they say?", "As close to their own words as you can.", True, True)]),
    ("questions", "Questions and answers", "Questions and answers",
     "An assessor asked what the rest doesn’t show, and wrote your answers down.", "assessor", False,
     [("asked", "What did you ask?", "One question to a line.", True, True),
      ("answered", "What did they answer?", "In the same order.", True, True)]),
    ("witness", "Someone else’s account", "Witness testimony",
     "Someone who was there says what they saw. You ask them, and they write it themselves.", "witness", False, []),
    ("expert witness", "An expert’s account", "Expert witness testimony",
     "Someone who knows this kind of work well says what they saw.", "witness", False, []),
    ("prior learning", "Something I learned or was awarded before", "Recognition of prior learning",
     "A course, an award or a job that shows it already.", "practitioner", False,
     [("award", "Which award, course or job?", "", False, True),
      ("from", "Who gave it?", "", False, True),
      ("when", "When was that?", "The year is enough.", False, True),
      ("current", "How have you kept it up since?", "What you still do or read that keeps it fresh.", True, True)]),
    ("signposted", "Something that stays where it is", "Signposted evidence",
     "It can’t leave the workplace, so an assessor comes to see it there.", "practitioner", False,
     [("where", "Where is it kept?", "So that an assessor finds it. No names of people.", False, True),
      ("why", "Why does it stay there?", "", False, True)]),
    ("community feedback", "What people in the community said", "Community feedback",
     "Cards, a vote, a message, what a group said when you asked them.", "practitioner", False,
     [("from", "Who said it?", "A group is fine: “the Tuesday lunch club”.", False, True),
      ("how", "How did you ask?", "", False, False)]),
]  # fmt: skip


DECLARATION = {
    "number": 1,
    "words": (
        "This is my own work, or work I say I did with others. It really happened, and I have not hidden who did"
        " what. People who can be recognised said yes."
    ),
    "no_tools": "I used no AI tools to make it.",
    "tools": "I used AI tools, and say below which and for what.",
}


def bring(apps, schema_editor):
    apps.get_model("portfolios", "DeclarationText").objects.create(**DECLARATION)
    kind, question = (apps.get_model("portfolios", name) for name in ("EvidenceKind", "KindQuestion"))
    for place, (slug, name, term, words, made_by, is_seen, asked) in enumerate(KINDS, start=1):
        row = kind.objects.create(
            slug=slug, name=name, term=term, help=words, made_by=made_by, is_seen=is_seen, position=place * 10
        )
        question.objects.bulk_create(
            question(kind=row, key=key, words=words, help=more, is_long=long, is_wanted=wanted, position=spot * 10)
            for spot, (key, words, more, long, wanted) in enumerate(asked, start=1)
        )
    names = {slug: name for slug, name, *_rest in KINDS}
    versions = apps.get_model("portfolios", "EvidenceVersionWords")
    for slug, name in names.items():
        versions.objects.filter(kind=slug).update(kind_name=name)
    apps.get_model("portfolios", "Evidence").objects.filter(kind="").update(kind=None)


def take_away(apps, schema_editor):
    apps.get_model("portfolios", "Evidence").objects.filter(kind=None).update(kind="")
    apps.get_model("portfolios", "EvidenceKind").objects.all().delete()
    apps.get_model("portfolios", "DeclarationText").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("portfolios", "0004_room_for_what_people_bring")]

    operations = [migrations.RunPython(bring, take_away)]
