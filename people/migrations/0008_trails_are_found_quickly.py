from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_pace_and_places'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(fields=['actor_code', 'stream', 'sequence'], name='events_by_a_person'),
        ),
        migrations.AddIndex(
            model_name='outboxmail',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['not_before'], name='mails_that_are_held'),
        ),
    ]
