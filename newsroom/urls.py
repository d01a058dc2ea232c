from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

from articles.account import reset
from articles.account.language import choose_language

# An unknown address is answered by Django's own view, with templates/404.html.
handler500 = "articles.pagecache.outage.fault"

urlpatterns = [
    path("admin/forgotten-password/", include(reset.URLS)),  # before the desk, which answers every other address
    path("admin/", admin.site.urls),
    path("i18n/setlang/", choose_language, name="set_language"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),  # with DEBUG only
    path("", include("articles.urls")),
]
