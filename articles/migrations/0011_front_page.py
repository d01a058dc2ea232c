import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import articles.models.fields


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_section_reserves_addresses'),
    ]

    operations = [
        migrations.AddField(
            model_name='section',
            name='on_front_page',
            field=models.BooleanField(default=True, help_text='The blocks stand in the order of the sections.', verbose_name='block on the front page'),
        ),
        migrations.AddField(
            model_name='article',
            name='breaking_until',
            field=articles.models.fields.InstantField(blank=True, help_text='Until then it also stands in the strip above the front page.', null=True, verbose_name='breaking until'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('breaking_until__isnull', False)), fields=['status', '-breaking_until'], name='article_breaking'),
        ),
        migrations.CreateModel(
            name='Pin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', articles.models.fields.PositionField(default=0, help_text='Lower comes first; the first at the top leads the page.', validators=[django.core.validators.MaxValueValidator(32767)], verbose_name='position')),
                ('begins_at', articles.models.fields.InstantField(blank=True, help_text='Empty: from now on.', null=True, verbose_name='from')),
                ('ends_at', articles.models.fields.InstantField(blank=True, help_text='Empty: until it is taken away.', null=True, verbose_name='until')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='articles.article', verbose_name='story')),
                ('section', models.ForeignKey(blank=True, help_text='Empty: at the top of the page.', limit_choices_to={'parent': None}, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='articles.section', verbose_name='in the block of')),
            ],
            options={
                'verbose_name': 'pin on the front page',
                'verbose_name_plural': 'front page',
                'ordering': ('position', 'pk'),
            },
        ),
        migrations.AddConstraint(
            model_name='pin',
            constraint=models.CheckConstraint(condition=models.Q(('begins_at__isnull', True), ('ends_at__isnull', True), ('ends_at__gt', models.F('begins_at')), _connector='OR'), name='pin_ends_after_it_begins', violation_error_message='It would end before it begins. Give a later end.'),
        ),
    ]
