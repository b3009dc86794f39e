"""One view that renders twenty rows from one query."""

import os

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path
from jinja2 import Environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.bare_settings")
application = get_wsgi_application()

PAGE = Environment(autoescape=True).from_string(
    """<!doctype html><html lang="en-GB"><title>Twenty rows</title><h1>Twenty rows</h1><table>
{% for row in rows %}<tr><td>{{ row.id }}</td><td>{{ row.place_words }}</td>
<td>{{ row.opened_at }}</td><td>{{ row.source }}</td></tr>
{% endfor %}</table></html>"""
)


def twenty_rows(request: HttpRequest) -> HttpResponse:
    """Render the twenty newest open contacts: one query, answered by an index."""
    from alongside.areas.crisis.models import Contact

    rows = list(Contact.objects.filter(closed_at=None).order_by("-opened_at")[:20])
    return HttpResponse(PAGE.render(rows=rows))


urlpatterns = [path("", twenty_rows)]
