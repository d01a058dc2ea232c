import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0024_sign_in'),
    ]

    operations = [
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('occasion', models.CharField(choices=[('appears', 'Appears'), ('breaking_ends', 'Breaking Ends')], max_length=16)),
                ('due_at', models.DateTimeField(db_index=True)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('try_again_at', models.DateTimeField(null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to='articles.article')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('article', 'occasion'), name='appointment_once_an_occasion'), models.CheckConstraint(condition=models.Q(('occasion__in', ['appears', 'breaking_ends'])), name='appointment_occasion_is_known')],
            },
        ),
    ]
