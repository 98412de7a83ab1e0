from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0008_trails_are_found_quickly'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='erased_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('email', ''), ('is_active', False), ('name', '')), _connector='OR'), name='who_was_erased_is_a_code'),
        ),
    ]
