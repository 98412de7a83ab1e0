import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0006_news_is_told_once'),
    ]

    operations = [
        migrations.CreateModel(
            name='TellingChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pace', models.CharField(choices=[('at once', 'When it happens'), ('daily', 'Once a day'), ('weekly', 'Once a week'), ('never', 'Not by e-mail')], default='at once', max_length=10, verbose_name='how often')),
                ('weekday', models.PositiveSmallIntegerField(default=0, verbose_name='on which day')),
                ('hour', models.PositiveSmallIntegerField(default=8, verbose_name='at what time')),
                ('quiet_from', models.TimeField(blank=True, null=True, verbose_name='quiet from')),
                ('quiet_until', models.TimeField(blank=True, null=True, verbose_name='until')),
                ('last_digest_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='auditevent',
            name='place_code',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name='outboxmail',
            name='not_before',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='outboxmail',
            name='state',
            field=models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sent', 'Sent'), ('gathered', 'Told in a digest'), ('set aside', 'Not sent')], default='waiting', max_length=10),
        ),
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(fields=['place_code', 'stream', 'sequence'], name='events_of_a_place'),
        ),
        migrations.AddField(
            model_name='tellingchoice',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='telling', to=settings.AUTH_USER_MODEL),
        ),
    ]
