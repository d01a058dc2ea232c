import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0015_working_copy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='UnsavedWork',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('fields', models.JSONField(default=dict)),
                ('version', models.PositiveIntegerField(default=0)),
                ('typed_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='typed')),
                ('saved_at', models.DateTimeField(null=True)),
                ('story', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'unsaved work',
                'verbose_name_plural': 'unsaved work',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='unsaved_work_once_a_form')],
            },
        ),
    ]
