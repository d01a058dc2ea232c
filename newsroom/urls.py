from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

# An unknown address and a fault are answered by Django's own views, with templates/404.html and templates/500.html.
urlpatterns = [
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),  # with DEBUG only
    path("", include("articles.urls")),
]
