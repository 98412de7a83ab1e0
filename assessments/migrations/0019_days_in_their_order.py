from django.db import migrations, models
from django.db.models import F, Q


def check(model, condition, name):
    return migrations.AddConstraint(model, models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [("assessments", "0018_the_end_of_a_licence_is_told_once")]

    operations = [
        check("samplingstrategy", Q(months__gte=1), "a_strategy_covers_a_month_at_least"),
        check("samplingplan", Q(until_date__gte=F("from_date")), "a_plan_does_not_end_before_it_begins"),
        check(
            "licence",
            Q(until_date=None) | Q(until_date__gte=F("from_date")),
            "a_licence_does_not_end_before_it_begins",
        ),
    ]
