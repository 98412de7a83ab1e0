import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import people.codes
import uuid
from django.conf import settings
from django.db import migrations, models
from people.migrating import Together


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("people", "0004_the_role_of_steward"),
        ("standards", "0005_second_readers"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        Together([
            migrations.CreateModel(
                name="ChartersPage",
                fields=[
                    (
                        "page_ptr",
                        models.OneToOneField(
                            auto_created=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            parent_link=True,
                            primary_key=True,
                            serialize=False,
                            to=settings.WAGTAIL_PAGE_MODEL,
                        ),
                    )
                ],
                options={"verbose_name": "charters"},
                bases=("wagtailcore.page",),
            ),
            migrations.CreateModel(
                name="Charter",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "code",
                        people.codes.CodeField(
                            default=people.codes.new_code, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("lineage", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ("title", models.CharField(max_length=255, verbose_name="title")),
                    (
                        "organisation",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="charters",
                            to="people.organisation",
                        ),
                    ),
                ],
                options={"verbose_name": "charter", "ordering": ["title", "pk"]},
            ),
            migrations.CreateModel(
                name="Amendment",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "code",
                        people.codes.CodeField(
                            default=people.codes.new_code, editable=False, max_length=16, unique=True
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("open", "Open"),
                                ("adopted", "Adopted"),
                                ("not adopted", "Not adopted this time"),
                                ("withdrawn", "Taken back"),
                            ],
                            default="open",
                            max_length=12,
                        ),
                    ),
                    ("summary", models.TextField(verbose_name="what would change, in your own words")),
                    ("why", models.TextField(verbose_name="why?")),
                    ("title", models.CharField(max_length=255)),
                    ("preamble", models.TextField(blank=True)),
                    ("clause_count", models.PositiveIntegerField()),
                    ("is_named", models.BooleanField(default=False, verbose_name="show my name")),
                    ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("closes_at", models.DateTimeField()),
                    ("needed_people", models.PositiveSmallIntegerField()),
                    ("needed_share", models.PositiveSmallIntegerField(default=0)),
                    ("closed_at", models.DateTimeField(null=True)),
                    ("supporters", models.PositiveIntegerField(null=True)),
                    ("members", models.PositiveIntegerField(null=True)),
                    ("outcome", models.TextField(blank=True)),
                    ("digest", models.CharField(blank=True, max_length=64)),
                    (
                        "proposed_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "charter",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="amendments",
                            to="community.charter",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "amendment",
                    "ordering": ["-opened_at", "-pk"],
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("needed_people__gte", 2)), name="never_adopted_by_one_person"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("closes_at__gt", models.F("opened_at"))), name="open_for_a_while"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(
                                models.Q(("state", "adopted"), _negated=True),
                                models.Q(
                                    ("closed_at__gte", models.F("closes_at")),
                                    ("supporters__gte", models.F("needed_people")),
                                ),
                                _connector="OR",
                            ),
                            name="never_adopted_early_or_alone",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["open", "adopted", "not adopted", "withdrawn"])),
                            name="amendment_state_is_known",
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="CharterPage",
                fields=[
                    (
                        "page_ptr",
                        models.OneToOneField(
                            auto_created=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            parent_link=True,
                            primary_key=True,
                            serialize=False,
                            to=settings.WAGTAIL_PAGE_MODEL,
                        ),
                    ),
                    ("lineage", models.UUIDField(default=uuid.uuid4, editable=False)),
                    ("preamble", models.TextField(blank=True, verbose_name="words before the first heading")),
                    (
                        "last_revised",
                        models.DateField(blank=True, null=True, verbose_name="last revised, as the text says"),
                    ),
                    (
                        "stewards_named",
                        models.TextField(blank=True, verbose_name="stewards, as the text names them"),
                    ),
                    (
                        "source",
                        models.CharField(blank=True, max_length=500, verbose_name="where the text comes from"),
                    ),
                    (
                        "adopted_on",
                        models.DateField(
                            blank=True, null=True, verbose_name="the day the first version was adopted"
                        ),
                    ),
                    (
                        "how_adopted",
                        models.TextField(blank=True, verbose_name="how the first version was adopted"),
                    ),
                    (
                        "open_days",
                        models.PositiveSmallIntegerField(
                            default=14,
                            validators=[
                                django.core.validators.MinValueValidator(1),
                                django.core.validators.MaxValueValidator(365),
                            ],
                            verbose_name="days an amendment stays open",
                        ),
                    ),
                    (
                        "least_people",
                        models.PositiveSmallIntegerField(
                            default=2,
                            validators=[django.core.validators.MinValueValidator(2)],
                            verbose_name="people who must support it, besides the proposer",
                        ),
                    ),
                    (
                        "least_share",
                        models.PositiveSmallIntegerField(
                            default=0,
                            validators=[django.core.validators.MaxValueValidator(100)],
                            verbose_name="and out of every hundred members, at least",
                        ),
                    ),
                    (
                        "organisation",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to="people.organisation",
                            verbose_name="whose charter it is",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "charter",
                    "verbose_name_plural": "charters",
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("least_people__gte", 2)), name="a_charter_is_never_changed_by_one"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("open_days__gte", 1)), name="an_amendment_stays_open_a_while"
                        ),
                    ],
                },
                bases=("wagtailcore.page", models.Model),
            ),
            migrations.CreateModel(
                name="CharterIntake",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "code",
                        people.codes.CodeField(
                            default=people.codes.new_code, editable=False, max_length=16, unique=True
                        ),
                    ),
                    (
                        "state",
                        models.CharField(
                            choices=[
                                ("reading", "Being read"),
                                ("review", "Waiting for your check"),
                                ("agreed", "Brought in"),
                                ("set aside", "Set aside"),
                            ],
                            default="review",
                            max_length=10,
                        ),
                    ),
                    ("source_name", models.CharField(blank=True, max_length=255)),
                    ("source_format", models.CharField(max_length=10)),
                    ("original", models.TextField()),
                    ("sha256", models.CharField(max_length=64)),
                    ("reading", models.JSONField(default=dict)),
                    ("revision", models.PositiveIntegerField(default=1)),
                    ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("agreed_at", models.DateTimeField(blank=True, null=True)),
                    (
                        "agreed_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "made_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "page",
                        models.ForeignKey(
                            blank=True,
                            null=True,
                            on_delete=django.db.models.deletion.SET_NULL,
                            related_name="intakes",
                            to="community.charterpage",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "charter brought in",
                    "verbose_name_plural": "charters brought in",
                    "ordering": ["-made_at", "-pk"],
                    "abstract": False,
                    "constraints": [
                        models.CheckConstraint(
                            condition=models.Q(("state__in", ["reading", "review", "agreed", "set aside"])),
                            name="charter_intake_state_is_known",
                        )
                    ],
                },
            ),
            migrations.CreateModel(
                name="CharterEntry",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                    ("lineage", models.UUIDField(default=uuid.uuid4)),
                    ("level", models.PositiveSmallIntegerField(default=1, verbose_name="how deep it stands")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("section", "Heading"),
                                ("value", "Value"),
                                ("principle", "Principle"),
                                ("design principle", "Design principle"),
                                ("expected behaviour", "Expected behaviour"),
                                ("unacceptable behaviour", "Unacceptable behaviour"),
                                ("statement", "Statement"),
                                ("stewardship", "Stewardship"),
                            ],
                            default="statement",
                            max_length=25,
                            verbose_name="kind",
                        ),
                    ),
                    ("label", models.CharField(blank=True, max_length=500, verbose_name="heading or label")),
                    (
                        "mark",
                        models.CharField(blank=True, max_length=3, verbose_name="what stands after the label"),
                    ),
                    ("text", models.TextField(blank=True, verbose_name="words")),
                    (
                        "page",
                        modelcluster.fields.ParentalKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="entries",
                            to="community.charterpage",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "clause",
                    "ordering": ["sort_order"],
                    "abstract": False,
                    "constraints": [
                        models.UniqueConstraint(fields=("page", "lineage"), name="one_charter_entry_per_lineage")
                    ],
                },
            ),
            migrations.AddField(
                model_name="charter",
                name="page",
                field=models.OneToOneField(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="charter",
                    to="community.charterpage",
                ),
            ),
            migrations.CreateModel(
                name="CharterVersion",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "code",
                        people.codes.CodeField(
                            default=people.codes.new_code, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("number", models.PositiveIntegerField()),
                    ("title", models.CharField(max_length=255)),
                    ("preamble", models.TextField(blank=True)),
                    ("last_revised", models.DateField(null=True)),
                    ("stewards_named", models.TextField(blank=True)),
                    ("adopted_on", models.DateField()),
                    ("how", models.TextField()),
                    ("changes", models.TextField(blank=True)),
                    ("digest", models.CharField(max_length=64)),
                    ("clause_count", models.PositiveIntegerField()),
                    ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "amendment",
                        models.OneToOneField(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="adopted_as",
                            to="community.amendment",
                        ),
                    ),
                    (
                        "charter",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="versions",
                            to="community.charter",
                        ),
                    ),
                    (
                        "kept_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "adopted version of a charter",
                    "ordering": ["charter", "number"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("charter", "number"), name="one_charter_version_per_number"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("number", 1), ("amendment__isnull", False), _connector="OR"),
                            name="a_later_version_was_amended",
                        ),
                    ],
                },
            ),
            migrations.AddField(
                model_name="charter",
                name="current_version",
                field=models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="community.charterversion",
                ),
            ),
            migrations.CreateModel(
                name="Asking",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "code",
                        people.codes.CodeField(
                            default=people.codes.new_code, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("put_aside_at", models.DateTimeField(null=True)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="askings",
                            to="community.charterversion",
                        ),
                    ),
                ],
                options={
                    "constraints": [models.UniqueConstraint(fields=("person", "version"), name="asked_once")]
                },
            ),
            migrations.AddField(
                model_name="amendment",
                name="base",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="amendments_to",
                    to="community.charterversion",
                ),
            ),
            migrations.CreateModel(
                name="Agreement",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "code",
                        people.codes.CodeField(
                            default=people.codes.new_code, editable=False, max_length=16, unique=True
                        ),
                    ),
                    (
                        "answer",
                        models.CharField(
                            choices=[("agrees", "I agree"), ("talk", "I’d like to talk first")], max_length=6
                        ),
                    ),
                    ("answered_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("ended_at", models.DateTimeField(null=True)),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="agreements",
                            to="community.charterversion",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "answer to a charter",
                    "ordering": ["-answered_at", "-pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            condition=models.Q(("ended_at", None)),
                            fields=("person", "version"),
                            name="one_answer_at_a_time",
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("answer__in", ["agrees", "talk"])), name="answer_is_known"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Clause",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("level", models.PositiveSmallIntegerField(default=1, verbose_name="how deep it stands")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("section", "Heading"),
                                ("value", "Value"),
                                ("principle", "Principle"),
                                ("design principle", "Design principle"),
                                ("expected behaviour", "Expected behaviour"),
                                ("unacceptable behaviour", "Unacceptable behaviour"),
                                ("statement", "Statement"),
                                ("stewardship", "Stewardship"),
                            ],
                            default="statement",
                            max_length=25,
                            verbose_name="kind",
                        ),
                    ),
                    ("label", models.CharField(blank=True, max_length=500, verbose_name="heading or label")),
                    (
                        "mark",
                        models.CharField(blank=True, max_length=3, verbose_name="what stands after the label"),
                    ),
                    ("text", models.TextField(blank=True, verbose_name="words")),
                    ("position", models.PositiveIntegerField()),
                    ("lineage", models.UUIDField(default=uuid.uuid4)),
                    (
                        "code",
                        people.codes.CodeField(
                            default=people.codes.new_code, editable=False, max_length=16, unique=True
                        ),
                    ),
                    (
                        "version",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="clauses",
                            to="community.charterversion",
                        ),
                    ),
                ],
                options={
                    "verbose_name": "adopted clause",
                    "ordering": ["version", "position"],
                    "indexes": [models.Index(fields=["lineage"], name="clause_by_lineage")],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("version", "lineage"), name="a_clause_is_in_a_version_once"
                        ),
                        models.UniqueConstraint(fields=("version", "position"), name="one_clause_per_position"),
                    ],
                },
            ),
            migrations.CreateModel(
                name="ClauseLink",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "code",
                        people.codes.CodeField(
                            default=people.codes.new_code, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("clause_lineage", models.UUIDField()),
                    ("requirement_lineage", models.UUIDField()),
                    ("reason", models.TextField(verbose_name="why they belong together")),
                    ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "charter",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="links",
                            to="community.charter",
                        ),
                    ),
                    (
                        "clause",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="links",
                            to="community.clause",
                        ),
                    ),
                    (
                        "requirement",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="clause_links",
                            to="standards.requirement",
                        ),
                    ),
                    (
                        "said_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "link between a clause and a standard",
                    "ordering": ["charter", "clause__position", "requirement__position", "pk"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("charter", "clause_lineage", "requirement_lineage"), name="linked_once"
                        ),
                        models.CheckConstraint(
                            condition=models.Q(("reason", ""), _negated=True), name="a_link_has_a_reason"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Explanation",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "manner",
                        models.CharField(
                            choices=[
                                ("declining", "Declining needs no reason and leaves no mark"),
                                ("no ranking", "Nobody is ranked, and there are no scores"),
                                ("private", "Evidence is private until you share it"),
                                ("what would show it", "“Not yet” always says what would show it"),
                                ("people asked", "We ask whether people in evidence agreed"),
                                ("pausing", "You can pause, and set how much you take on"),
                                ("talk first", "You may talk first, and you never have to agree"),
                                ("plain words", "Hard words are explained where they stand"),
                            ],
                            max_length=20,
                        ),
                    ),
                    ("clause_lineage", models.UUIDField()),
                    ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "charter",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="explanations",
                            to="community.charter",
                        ),
                    ),
                    (
                        "clause",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="explains",
                            to="community.clause",
                        ),
                    ),
                    (
                        "said_by",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "verbose_name": "explanation by a clause",
                    "constraints": [
                        models.UniqueConstraint(fields=("charter", "manner"), name="explained_once_in_a_charter")
                    ],
                },
            ),
            migrations.CreateModel(
                name="ProposedClause",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("level", models.PositiveSmallIntegerField(default=1, verbose_name="how deep it stands")),
                    (
                        "kind",
                        models.CharField(
                            choices=[
                                ("section", "Heading"),
                                ("value", "Value"),
                                ("principle", "Principle"),
                                ("design principle", "Design principle"),
                                ("expected behaviour", "Expected behaviour"),
                                ("unacceptable behaviour", "Unacceptable behaviour"),
                                ("statement", "Statement"),
                                ("stewardship", "Stewardship"),
                            ],
                            default="statement",
                            max_length=25,
                            verbose_name="kind",
                        ),
                    ),
                    ("label", models.CharField(blank=True, max_length=500, verbose_name="heading or label")),
                    (
                        "mark",
                        models.CharField(blank=True, max_length=3, verbose_name="what stands after the label"),
                    ),
                    ("text", models.TextField(blank=True, verbose_name="words")),
                    ("position", models.PositiveIntegerField()),
                    ("lineage", models.UUIDField(default=uuid.uuid4)),
                    (
                        "amendment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="proposed",
                            to="community.amendment",
                        ),
                    ),
                ],
                options={
                    "ordering": ["amendment", "position"],
                    "constraints": [
                        models.UniqueConstraint(
                            fields=("amendment", "lineage"), name="a_proposed_clause_is_in_an_amendment_once"
                        ),
                        models.UniqueConstraint(
                            fields=("amendment", "position"), name="one_proposed_clause_per_position"
                        ),
                    ],
                },
            ),
            migrations.CreateModel(
                name="Remark",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "code",
                        people.codes.CodeField(
                            default=people.codes.new_code, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("words", models.TextField(verbose_name="your question")),
                    ("is_named", models.BooleanField(default=False, verbose_name="show my name")),
                    ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "amendment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="remarks",
                            to="community.amendment",
                        ),
                    ),
                    (
                        "answers",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="replies",
                            to="community.remark",
                        ),
                    ),
                    (
                        "said_by",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={"ordering": ["said_at", "pk"]},
            ),
            migrations.CreateModel(
                name="StewardShown",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "organisation",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to="people.organisation",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("person", "organisation"), name="shown_once_in_a_place")
                    ]
                },
            ),
            migrations.CreateModel(
                name="Support",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                    (
                        "amendment",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.CASCADE,
                            related_name="support",
                            to="community.amendment",
                        ),
                    ),
                    (
                        "person",
                        models.ForeignKey(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={
                    "constraints": [
                        models.UniqueConstraint(fields=("amendment", "person"), name="one_support_per_person")
                    ]
                },
            ),
            migrations.CreateModel(
                name="Talk",
                fields=[
                    (
                        "id",
                        models.BigAutoField(
                            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                        ),
                    ),
                    (
                        "code",
                        people.codes.CodeField(
                            default=people.codes.new_code, editable=False, max_length=16, unique=True
                        ),
                    ),
                    ("words", models.TextField(blank=True, verbose_name="what would you like to talk about?")),
                    (
                        "reach_me",
                        models.CharField(blank=True, max_length=300, verbose_name="how shall we reach you?"),
                    ),
                    ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ("talked_at", models.DateTimeField(null=True)),
                    (
                        "agreement",
                        models.OneToOneField(
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="talk",
                            to="community.agreement",
                        ),
                    ),
                    (
                        "steward",
                        models.ForeignKey(
                            null=True,
                            on_delete=django.db.models.deletion.PROTECT,
                            related_name="+",
                            to=settings.AUTH_USER_MODEL,
                        ),
                    ),
                ],
                options={"verbose_name": "talk", "ordering": ["asked_at", "pk"]},
            ),
        ]),
    ]
