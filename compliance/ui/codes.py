"""Search in a code table: suggestions for scripts, a page for people."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from compliance.accounts.roles import for_everybody
from compliance.codes.tables import TABLES

LONGEST_QUESTION = 80
MOST_SUGGESTIONS = 20
MOST_ROWS = 200


@require_safe
@cache_control(private=True, max_age=600)
@vary_on_headers("Accept", "Accept-Language", "Cookie")
@for_everybody
def search(request: HttpRequest, table_name: str) -> HttpResponse:
    """Rows for `?q=`: JSON `{"rows": [{code, name}], "more": n}` when asked for, else a page.

    `more` counts the rows that fit and are left out.
    """
    table = TABLES.get(table_name)
    if table is None:
        raise Http404
    question = request.GET.get("q", "")[:LONGEST_QUESTION]
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        found = table.find(question, MOST_SUGGESTIONS)
        rows = [{"code": row.code, "name": row.name} for row in found.rows]
        return JsonResponse({"rows": rows, "more": found.more})
    found = table.find(question, MOST_ROWS) if question.strip() else table.beginning(MOST_ROWS)
    context = {"table": table, "question": question, "rows": found.rows, "is_cut": found.more > 0}
    return render(request, "ui/codes.html", context)
