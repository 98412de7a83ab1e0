"""The page Wagtail keeps at the root of its tree: our front page is a view of its own and stands before it."""

from django.db import migrations

WELCOME = "Welcome to your new Wagtail site!"
OURS = "Practice Portfolio"


def rename(before, after, *, site_name):
    def change(apps, schema_editor):
        sites = apps.get_model("wagtailcore", "Site").objects.filter(root_page__title=before)
        sites.update(site_name=site_name)
        pages = apps.get_model("wagtailcore", "Page").objects.filter(depth=2, title=before)
        pages.update(title=after, draft_title=after)

    return change


class Migration(migrations.Migration):
    initial = True
    dependencies = [("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.RunPython(rename(WELCOME, OURS, site_name=OURS), rename(OURS, WELCOME, site_name=""))
    ]
