from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("articles", "0018_person")]

    operations = []
