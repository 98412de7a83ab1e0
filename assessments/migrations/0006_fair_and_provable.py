import django.db.models.deletion
import django.utils.timezone
import people.codes
import people.models.organisation
from django.conf import settings
from django.db import migrations, models
from people.migrating import Together


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0005_what_was_seen_can_be_put_right'),
        ('people', '0007_pace_and_places'),
        ('portfolios', '0018_going_back_lets_go_of_what_can_be_undone'),
        ('standards', '0005_second_readers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together([
            migrations.CreateModel(
                name='SamplingStrategy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('number', models.PositiveIntegerField()),
                    ('months', models.PositiveSmallIntegerField(default=12, verbose_name='everything is covered within, in months')),
                    ('new_until', models.PositiveSmallIntegerField(default=10, verbose_name='new until so many sign-offs')),
                    ('weight_new_standard', models.PositiveSmallIntegerField(default=1, verbose_name='weight: a standard new here')),
                    ('weight_overturned', models.PositiveSmallIntegerField(default=2, verbose_name='weight: a decision was changed before')),
                    ('weight_rare_kind', models.PositiveSmallIntegerField(default=1, verbose_name='weight: a rare kind of evidence')),
                    ('words', models.TextField(blank=True, verbose_name='why these')),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('award', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.awarddefinition')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ],
                options={
                    'verbose_name': 'sampling strategy',
                    'ordering': ['organisation', 'award', '-number'],
                    'constraints': [models.UniqueConstraint(fields=('organisation', 'award', 'number'), name='one_strategy_per_number')],
                },
            ),
            migrations.CreateModel(
                name='SamplingPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('from_date', models.DateField(verbose_name='from')),
                    ('until_date', models.DateField(verbose_name='until')),
                    ('seed', models.CharField(max_length=32)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ('strategy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='assessments.samplingstrategy')),
                ],
                options={
                    'verbose_name': 'sampling plan',
                    'ordering': ['-from_date', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='Sample',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('stage', models.CharField(choices=[('interim', 'While it is going on'), ('summative', 'After sign-off')], max_length=10)),
                    ('experience', models.CharField(choices=[('trainee', 'Still learning to assess'), ('new', 'New to assessing'), ('experienced', 'Experienced')], max_length=12)),
                    ('risk', models.CharField(choices=[('low', 'Low'), ('medium', 'Medium'), ('high', 'High')], max_length=8)),
                    ('why', models.CharField(blank=True, max_length=250)),
                    ('state', models.CharField(choices=[('planned', 'Planned'), ('looked at', 'Looked at'), ('set aside', 'Taken out of the plan')], default='planned', max_length=10)),
                    ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('set_aside_words', models.TextField(blank=True, verbose_name='why it need not be looked at')),
                    ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='assessments.assessment')),
                    ('iqa', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('set_aside_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='assessments.samplingplan')),
                ],
                options={
                    'verbose_name': 'sample',
                    'ordering': ['plan', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('plan', 'assessment', 'stage'), name='a_round_is_in_a_plan_once_per_stage')],
                },
            ),
            migrations.CreateModel(
                name='SampleRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('looked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('agrees', models.BooleanField()),
                    ('part_count', models.PositiveIntegerField()),
                    ('piece_count', models.PositiveIntegerField()),
                    ('doubt_count', models.PositiveIntegerField()),
                    ('looked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sample', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='record', to='assessments.sample')),
                ],
                options={
                    'verbose_name': 'record of a second look',
                },
            ),
            migrations.CreateModel(
                name='Action',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('kind', models.CharField(choices=[('developmental', 'To grow by'), ('corrective', 'To put right')], max_length=14)),
                    ('words', models.TextField(verbose_name='what is asked')),
                    ('due_date', models.DateField(verbose_name='by when')),
                    ('answer', models.TextField(blank=True, verbose_name='what you did')),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('settled_at', models.DateTimeField(null=True)),
                    ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='assessments.samplerecord')),
                ],
                options={
                    'verbose_name': 'action',
                    'ordering': ['due_date', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='AssessorRoom',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('most', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how many at once')),
                    ('is_paused', models.BooleanField(default=False, verbose_name='no new work for now')),
                    ('paused_until', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('person', 'organisation'), name='one_room_per_assessor_and_place')],
                },
            ),
            migrations.CreateModel(
                name='CertificateEnd',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ended_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('certificate', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='assessments.certificate')),
                    ('ended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('replaced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='assessments.certificate')),
                ],
                options={
                    'verbose_name': 'end of a certificate',
                },
            ),
            migrations.CreateModel(
                name='Cohort',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('name', models.CharField(max_length=200, verbose_name='name of the group')),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('award', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.awarddefinition', verbose_name='award')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cohorts', to='people.organisation')),
                ],
                options={
                    'verbose_name': 'cohort',
                    'ordering': ['name', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='CohortMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('left_at', models.DateTimeField(null=True)),
                    ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='assessments.cohort')),
                    ('invitation', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.invitation')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pursuit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='portfolios.pursuit')),
                ],
                options={
                    'verbose_name': 'member of a cohort',
                    'ordering': ['cohort', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None), ('person__isnull', False)), fields=('cohort', 'person'), name='someone_is_in_a_cohort_once'), models.CheckConstraint(condition=models.Q(('person__isnull', False), ('invitation__isnull', False), _connector='OR'), name='a_member_is_someone_or_invited')],
                },
            ),
            migrations.CreateModel(
                name='DraftStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('outcome', models.CharField(blank=True, choices=[('meets', 'Meets'), ('more evidence', 'More evidence'), ('not yet', 'Not yet')], max_length=14)),
                    ('words', models.TextField(blank=True)),
                    ('at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draft_steps', to='assessments.assessment')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.requirement')),
                ],
                options={
                    'ordering': ['assessment', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Feedback',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('text', models.TextField(verbose_name='what would show it, or what you saw')),
                    ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('released_at', models.DateTimeField(null=True)),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='assessments.assessment')),
                    ('judgements', models.ManyToManyField(related_name='feedback', to='assessments.judgement')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'feedback',
                    'ordering': ['assessment', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Licence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('qualification', models.CharField(blank=True, max_length=200, verbose_name='assessor qualification')),
                    ('competence', models.TextField(blank=True, verbose_name='what they know from practice')),
                    ('is_trainee', models.BooleanField(default=False, verbose_name='still learning to assess')),
                    ('from_date', models.DateField(default=people.models.organisation.today, verbose_name='from')),
                    ('until_date', models.DateField(blank=True, null=True, verbose_name='last day')),
                    ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('countersigner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who agrees to their decisions')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='people.organisation')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to=settings.AUTH_USER_MODEL)),
                    ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'assessor’s licence',
                    'ordering': ['organisation', 'person__name', '-from_date', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('is_trainee', False), ('countersigner__isnull', False), _connector='OR'), name='a_trainee_has_a_countersigner'), models.CheckConstraint(condition=models.Q(('countersigner', None), models.Q(('countersigner', models.F('person')), _negated=True), _connector='OR'), name='nobody_countersigns_themselves')],
                },
            ),
            migrations.CreateModel(
                name='PoolMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('award', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.awarddefinition')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ],
                options={
                    'ordering': ['assessor__name', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('award', 'organisation', 'assessor'), name='an_assessor_is_in_a_pool_once')],
                },
            ),
            migrations.CreateModel(
                name='ProposedDecision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('kind', models.CharField(choices=[('reply', 'Reply'), ('sign-off', 'Sign-off')], max_length=10)),
                    ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('seen_hash', models.CharField(blank=True, max_length=64)),
                    ('declaration', models.TextField(blank=True)),
                    ('words', models.TextField(blank=True)),
                    ('answer', models.CharField(blank=True, choices=[('agreed', 'Agreed'), ('talk first', 'Let us look at it together')], max_length=10)),
                    ('answer_words', models.TextField(blank=True, verbose_name='a few words')),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='assessments.assessment')),
                    ('countersigner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'decision to agree to',
                    'ordering': ['-proposed_at', '-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('assessment',), name='one_decision_waits_per_round'), models.CheckConstraint(condition=models.Q(('countersigner', models.F('proposed_by')), _negated=True), name='nobody_agrees_to_their_own_decision')],
                },
            ),
            migrations.CreateModel(
                name='Question',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('words', models.TextField(verbose_name='what would you like to ask?')),
                    ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('answer', models.TextField(blank=True, verbose_name='your answer')),
                    ('answered_at', models.DateTimeField(null=True)),
                    ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='assessments.assessment')),
                    ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.requirement')),
                ],
                options={
                    'verbose_name': 'question',
                    'ordering': ['assessment', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='QuietNo',
                fields=[
                    ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ],
            ),
            migrations.CreateModel(
                name='Reopening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('reopened_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('again', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reopened_from', to='assessments.assessment')),
                    ('reopened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sign_off', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reopening', to='assessments.signoff')),
                    ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='assessments.samplerecord')),
                ],
                options={
                    'verbose_name': 'decision opened again',
                },
            ),
            migrations.CreateModel(
                name='ReopeningWords',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField()),
                    ('reopening', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='assessments.reopening')),
                ],
            ),
            migrations.CreateModel(
                name='SampleDoubt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('test', models.CharField(choices=[('valid', 'Valid: it is about what the standard asks'), ('authentic', 'Authentic: it is their own work'), ('reliable', 'Reliable: another assessor would find the same'), ('current', 'Current: they could do it today'), ('sufficient', 'Sufficient: there is enough of it')], max_length=10)),
                    ('requirement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.requirement')),
                    ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='doubts', to='assessments.samplerecord')),
                ],
                options={
                    'verbose_name': 'test in doubt',
                    'ordering': ['record', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='SampledPart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('agrees', models.BooleanField()),
                    ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.requirement')),
                    ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='assessments.samplerecord')),
                ],
                options={
                    'verbose_name': 'part looked at again',
                    'ordering': ['record', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='SampledPiece',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('evidence_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portfolios.evidenceversion')),
                    ('record', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='assessments.samplerecord')),
                ],
                options={
                    'verbose_name': 'evidence looked at again',
                    'ordering': ['record', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='SampleWords',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField(blank=True)),
                    ('record', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='assessments.samplerecord')),
                ],
            ),
            migrations.CreateModel(
                name='SamplingRate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('experience', models.CharField(choices=[('trainee', 'Still learning to assess'), ('new', 'New to assessing'), ('experienced', 'Experienced')], max_length=12)),
                    ('risk', models.CharField(choices=[('low', 'Low'), ('medium', 'Medium'), ('high', 'High')], max_length=8)),
                    ('stage', models.CharField(choices=[('interim', 'While it is going on'), ('summative', 'After sign-off')], max_length=10)),
                    ('percent', models.PositiveSmallIntegerField()),
                    ('strategy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rates', to='assessments.samplingstrategy')),
                ],
                options={
                    'ordering': ['strategy', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('strategy', 'experience', 'risk', 'stage'), name='one_rate_per_kind_of_round'), models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='a_rate_is_of_a_hundred')],
                },
            ),
            migrations.CreateModel(
                name='Soundness',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('test', models.CharField(choices=[('valid', 'Valid: it is about what the standard asks'), ('authentic', 'Authentic: it is their own work'), ('reliable', 'Reliable: another assessor would find the same'), ('current', 'Current: they could do it today'), ('sufficient', 'Sufficient: there is enough of it')], max_length=10)),
                    ('holds', models.BooleanField()),
                    ('words', models.TextField(blank=True, verbose_name='what is different here')),
                    ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='soundness', to='assessments.assessment')),
                    ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['assessment', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('assessment', 'test'), name='a_test_is_said_once_per_round')],
                },
            ),
            migrations.CreateModel(
                name='Tie',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', people.codes.CodeField(default=people.codes.new_code, editable=False, max_length=16, unique=True)),
                    ('kind', models.CharField(choices=[('line manager', 'Line manager'), ('relative', 'Relative or close friend'), ('mentor', 'Mentor'), ('co-author', 'Made some of the evidence with them'), ('witness', 'Witness in their evidence'), ('other', 'Another reason')], max_length=20, verbose_name='what ties them')),
                    ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('ended_at', models.DateTimeField(null=True)),
                    ('assessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                    ('practitioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'tie between two people',
                    'ordering': ['-said_at', '-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('organisation', 'assessor', 'practitioner', 'kind'), name='a_tie_is_said_once_at_a_time'), models.CheckConstraint(condition=models.Q(('assessor', models.F('practitioner')), _negated=True), name='nobody_is_tied_to_themselves')],
                },
            ),
        ]),
        migrations.RemoveConstraint(
            model_name='assessment',
            name='assessment_state_is_known',
        ),
        Together([
            migrations.AddField(
                model_name='assignment',
                name='untied_at',
                field=models.DateTimeField(null=True),
            ),
            migrations.AddField(
                model_name='certificateentry',
                name='second_look_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='certificateentry',
                name='second_look_date',
                field=models.DateField(null=True),
            ),
            migrations.AddField(
                model_name='signoff',
                name='countersigned_at',
                field=models.DateTimeField(null=True),
            ),
            migrations.AddField(
                model_name='signoff',
                name='countersigned_by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
        ]),
        migrations.AlterField(
            model_name='assessment',
            name='state',
            field=models.CharField(choices=[('on offer', 'Waiting for an assessor'), ('in review', 'With an assessor'), ('to agree', 'Waiting for a second assessor to agree'), ('replied', 'Replied'), ('signed off', 'Signed off'), ('recalled', 'Taken back before it was read')], default='on offer', max_length=12),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['on offer', 'in review', 'to agree', 'replied', 'signed off', 'recalled'])), name='assessment_state_is_known'),
        ),
    ]
