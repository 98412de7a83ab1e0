from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0008_one_invitation_into_several_cohorts'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='question',
            options={'ordering': ['asked_at', 'pk'], 'verbose_name': 'question'},
        ),
        migrations.AddField(
            model_name='question',
            name='let_go_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='soundness',
            name='released_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.CheckConstraint(condition=models.Q(('answered_at', None), ('let_go_at', None), _connector='OR'), name='a_question_is_answered_or_let_go'),
        ),
    ]
