from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("articles", "0016_unsaved_work")]

    operations = []
