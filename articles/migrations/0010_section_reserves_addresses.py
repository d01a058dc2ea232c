from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_import_records'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='section',
            name='section_slug_is_free',
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('slug__in', ('admin', 'api', 'archive', 'author', 'corrections', 'feed', 'healthz', 'i18n', 'media', 'oembed', 'page', 'picture', 'preview', 'search', 'sitemap', 'static', 'tag')), _negated=True), models.Q(('slug', ''), _negated=True)), name='section_slug_is_free', violation_error_message='This address is used by the site itself. Choose another.'),
        ),
    ]
