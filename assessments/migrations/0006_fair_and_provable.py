import django.db.models.deletion
import django.utils.timezone
import people.codes
import people.models.organisation
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0005_what_was_seen_can_be_put_right'),
        ('people', '0007_pace_and_places'),
        ('portfolios', '0018_going_back_lets_go_of_what_can_be_undone'),
        ('standards', '0005_second_readers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
        ),
        migrations.CreateModel(
            name='CertificateEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ended_at', models.DateTimeField(default=django.utils.timezone.now)),
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
            ],
            options={
                'verbose_name': 'member of a cohort',
                'ordering': ['cohort', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DraftStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(blank=True, choices=[('meets', 'Meets'), ('more evidence', 'More evidence'), ('not yet', 'Not yet')], max_length=14)),
                ('words', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
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
            ],
            options={
                'verbose_name': 'assessor’s licence',
                'ordering': ['organisation', 'person__name', '-from_date', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PoolMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['assessor__name', 'pk'],
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
            ],
            options={
                'verbose_name': 'decision to agree to',
                'ordering': ['-proposed_at', '-pk'],
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
            ],
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
            ],
            options={
                'verbose_name': 'sample',
                'ordering': ['plan', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SampleDoubt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('test', models.CharField(choices=[('valid', 'Valid: it is about what the standard asks'), ('authentic', 'Authentic: it is their own work'), ('reliable', 'Reliable: another assessor would find the same'), ('current', 'Current: they could do it today'), ('sufficient', 'Sufficient: there is enough of it')], max_length=10)),
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
            ],
            options={
                'verbose_name': 'evidence looked at again',
                'ordering': ['record', 'pk'],
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
            ],
            options={
                'verbose_name': 'record of a second look',
            },
        ),
        migrations.CreateModel(
            name='SampleWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True)),
            ],
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
            ],
            options={
                'verbose_name': 'sampling plan',
                'ordering': ['-from_date', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SamplingRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('experience', models.CharField(choices=[('trainee', 'Still learning to assess'), ('new', 'New to assessing'), ('experienced', 'Experienced')], max_length=12)),
                ('risk', models.CharField(choices=[('low', 'Low'), ('medium', 'Medium'), ('high', 'High')], max_length=8)),
                ('stage', models.CharField(choices=[('interim', 'While it is going on'), ('summative', 'After sign-off')], max_length=10)),
                ('percent', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['strategy', 'pk'],
            },
        ),
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
            ],
            options={
                'verbose_name': 'sampling strategy',
                'ordering': ['organisation', 'award', '-number'],
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
            ],
            options={
                'ordering': ['assessment', 'pk'],
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
            ],
            options={
                'verbose_name': 'tie between two people',
                'ordering': ['-said_at', '-pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='assessment',
            name='assessment_state_is_known',
        ),
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
        migrations.AlterField(
            model_name='assessment',
            name='state',
            field=models.CharField(choices=[('on offer', 'Waiting for an assessor'), ('in review', 'With an assessor'), ('to agree', 'Waiting for a second assessor to agree'), ('replied', 'Replied'), ('signed off', 'Signed off'), ('recalled', 'Taken back before it was read')], default='on offer', max_length=12),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['on offer', 'in review', 'to agree', 'replied', 'signed off', 'recalled'])), name='assessment_state_is_known'),
        ),
        migrations.AddField(
            model_name='action',
            name='assessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='action',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='action',
            name='settled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assessorroom',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='assessorroom',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='certificateend',
            name='certificate',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='assessments.certificate'),
        ),
        migrations.AddField(
            model_name='certificateend',
            name='ended_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='certificateend',
            name='replaced_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='assessments.certificate'),
        ),
        migrations.AddField(
            model_name='cohort',
            name='award',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.awarddefinition', verbose_name='award'),
        ),
        migrations.AddField(
            model_name='cohort',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cohort',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cohorts', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='cohortmember',
            name='cohort',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='assessments.cohort'),
        ),
        migrations.AddField(
            model_name='cohortmember',
            name='invitation',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.invitation'),
        ),
        migrations.AddField(
            model_name='cohortmember',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cohortmember',
            name='pursuit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='portfolios.pursuit'),
        ),
        migrations.AddField(
            model_name='draftstep',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draft_steps', to='assessments.assessment'),
        ),
        migrations.AddField(
            model_name='draftstep',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='draftstep',
            name='requirement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.requirement'),
        ),
        migrations.AddField(
            model_name='feedback',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='assessments.assessment'),
        ),
        migrations.AddField(
            model_name='feedback',
            name='judgements',
            field=models.ManyToManyField(related_name='feedback', to='assessments.judgement'),
        ),
        migrations.AddField(
            model_name='feedback',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='licence',
            name='countersigner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who agrees to their decisions'),
        ),
        migrations.AddField(
            model_name='licence',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='licence',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='licences', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='licence',
            name='recorded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='poolmember',
            name='assessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='poolmember',
            name='award',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.awarddefinition'),
        ),
        migrations.AddField(
            model_name='poolmember',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='proposeddecision',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposeddecision',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='assessments.assessment'),
        ),
        migrations.AddField(
            model_name='proposeddecision',
            name='countersigner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='proposeddecision',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='question',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='assessments.assessment'),
        ),
        migrations.AddField(
            model_name='question',
            name='requirement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.requirement'),
        ),
        migrations.AddField(
            model_name='reopening',
            name='again',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reopened_from', to='assessments.assessment'),
        ),
        migrations.AddField(
            model_name='reopening',
            name='reopened_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reopening',
            name='sign_off',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reopening', to='assessments.signoff'),
        ),
        migrations.AddField(
            model_name='reopeningwords',
            name='reopening',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='assessments.reopening'),
        ),
        migrations.AddField(
            model_name='sample',
            name='added_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sample',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='assessments.assessment'),
        ),
        migrations.AddField(
            model_name='sample',
            name='iqa',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sample',
            name='set_aside_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='sampledoubt',
            name='requirement',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.requirement'),
        ),
        migrations.AddField(
            model_name='sampledpart',
            name='requirement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.requirement'),
        ),
        migrations.AddField(
            model_name='sampledpiece',
            name='evidence_version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='portfolios.evidenceversion'),
        ),
        migrations.AddField(
            model_name='samplerecord',
            name='looked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='samplerecord',
            name='sample',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='record', to='assessments.sample'),
        ),
        migrations.AddField(
            model_name='sampledpiece',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='assessments.samplerecord'),
        ),
        migrations.AddField(
            model_name='sampledpart',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='assessments.samplerecord'),
        ),
        migrations.AddField(
            model_name='sampledoubt',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='doubts', to='assessments.samplerecord'),
        ),
        migrations.AddField(
            model_name='reopening',
            name='record',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='assessments.samplerecord'),
        ),
        migrations.AddField(
            model_name='action',
            name='record',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='assessments.samplerecord'),
        ),
        migrations.AddField(
            model_name='samplewords',
            name='record',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='assessments.samplerecord'),
        ),
        migrations.AddField(
            model_name='samplingplan',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='samplingplan',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='sample',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='assessments.samplingplan'),
        ),
        migrations.AddField(
            model_name='samplingstrategy',
            name='award',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='standards.awarddefinition'),
        ),
        migrations.AddField(
            model_name='samplingstrategy',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='samplingstrategy',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='samplingrate',
            name='strategy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rates', to='assessments.samplingstrategy'),
        ),
        migrations.AddField(
            model_name='samplingplan',
            name='strategy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='assessments.samplingstrategy'),
        ),
        migrations.AddField(
            model_name='soundness',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='soundness', to='assessments.assessment'),
        ),
        migrations.AddField(
            model_name='soundness',
            name='said_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tie',
            name='assessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tie',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation'),
        ),
        migrations.AddField(
            model_name='tie',
            name='practitioner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='tie',
            name='said_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='assessorroom',
            constraint=models.UniqueConstraint(fields=('person', 'organisation'), name='one_room_per_assessor_and_place'),
        ),
        migrations.AddConstraint(
            model_name='cohortmember',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None), ('person__isnull', False)), fields=('cohort', 'person'), name='someone_is_in_a_cohort_once'),
        ),
        migrations.AddConstraint(
            model_name='cohortmember',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), ('invitation__isnull', False), _connector='OR'), name='a_member_is_someone_or_invited'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=models.CheckConstraint(condition=models.Q(('is_trainee', False), ('countersigner__isnull', False), _connector='OR'), name='a_trainee_has_a_countersigner'),
        ),
        migrations.AddConstraint(
            model_name='licence',
            constraint=models.CheckConstraint(condition=models.Q(('countersigner', None), models.Q(('countersigner', models.F('person')), _negated=True), _connector='OR'), name='nobody_countersigns_themselves'),
        ),
        migrations.AddConstraint(
            model_name='poolmember',
            constraint=models.UniqueConstraint(fields=('award', 'organisation', 'assessor'), name='an_assessor_is_in_a_pool_once'),
        ),
        migrations.AddConstraint(
            model_name='proposeddecision',
            constraint=models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('assessment',), name='one_decision_waits_per_round'),
        ),
        migrations.AddConstraint(
            model_name='proposeddecision',
            constraint=models.CheckConstraint(condition=models.Q(('countersigner', models.F('proposed_by')), _negated=True), name='nobody_agrees_to_their_own_decision'),
        ),
        migrations.AddConstraint(
            model_name='sample',
            constraint=models.UniqueConstraint(fields=('plan', 'assessment', 'stage'), name='a_round_is_in_a_plan_once_per_stage'),
        ),
        migrations.AddConstraint(
            model_name='samplingstrategy',
            constraint=models.UniqueConstraint(fields=('organisation', 'award', 'number'), name='one_strategy_per_number'),
        ),
        migrations.AddConstraint(
            model_name='samplingrate',
            constraint=models.UniqueConstraint(fields=('strategy', 'experience', 'risk', 'stage'), name='one_rate_per_kind_of_round'),
        ),
        migrations.AddConstraint(
            model_name='samplingrate',
            constraint=models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='a_rate_is_of_a_hundred'),
        ),
        migrations.AddConstraint(
            model_name='soundness',
            constraint=models.UniqueConstraint(fields=('assessment', 'test'), name='a_test_is_said_once_per_round'),
        ),
        migrations.AddConstraint(
            model_name='tie',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('organisation', 'assessor', 'practitioner', 'kind'), name='a_tie_is_said_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='tie',
            constraint=models.CheckConstraint(condition=models.Q(('assessor', models.F('practitioner')), _negated=True), name='nobody_is_tied_to_themselves'),
        ),
    ]
