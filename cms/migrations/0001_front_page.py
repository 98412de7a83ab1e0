"""The page Wagtail keeps at the root of its tree: our front page is a view of its own and stands before it."""

from django.db import migrations

WELCOME = "Welcome to your new Wagtail site!"
OURS = "Practice Portfolio"


def rename(before, after):
    def change(apps, schema_editor):
        pages = apps.get_model("wagtailcore", "Page").objects.filter(depth=2, title=before)
        pages.update(title=after, draft_title=after)

    return change


class Migration(migrations.Migration):
    initial = True
    dependencies = [("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(rename(WELCOME, OURS), rename(OURS, WELCOME))]
