import django.core.validators
from django.db import migrations, models

import articles.models.fields


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_author_photo'),
    ]

    operations = [
        migrations.CreateModel(
            name='StandingPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', articles.models.fields.LineField(max_length=80, verbose_name='title')),
                ('slug', articles.models.fields.SlugLineField(max_length=60, unique=True, verbose_name='address')),
                ('body', articles.models.fields.BodyField(blank=True, verbose_name='text')),
                ('position', articles.models.fields.PositionField(default=0, help_text='In the footer; lower comes first.', validators=[django.core.validators.MaxValueValidator(32767)], verbose_name='position')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated')),
                ('word_count', articles.models.fields.DerivedCountField(default=0, editable=False)),
            ],
            options={
                'verbose_name': 'standing page',
                'verbose_name_plural': 'standing pages',
                'ordering': ('position', 'title', 'pk'),
            },
        ),
        migrations.AddConstraint(
            model_name='standingpage',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='standing_page_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='standingpage',
            constraint=models.CheckConstraint(condition=models.Q(('slug', ''), _negated=True), name='standing_page_has_an_address'),
        ),
    ]
