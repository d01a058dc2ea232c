from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0013_standing_page'),
    ]

    operations = [
        migrations.AddField(
            model_name='photo',
            name='narrower_px',
            field=models.JSONField(default=list, editable=False),
        ),
    ]
