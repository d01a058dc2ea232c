from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("articles", "0023_search")]

    operations = []
