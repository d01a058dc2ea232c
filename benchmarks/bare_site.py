"""The least that Django can do: one view, no middleware, no database. What the pages of Newsroom are measured by."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

BODY = b"<!DOCTYPE html><title>a</title>" + b"<p>subak</p>\n" * 600  # 8 kB, as rivals were measured by

settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="nothing is signed", LOGGING_CONFIG=None)


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY, headers={"Content-Length": str(len(BODY))})  # as our own pages have it


urlpatterns = [path("", page)]
application = get_wsgi_application()
