"""Forms with files that a script sends, which tells how far they are (static/js/upload.js)."""

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

HEADER = "X-Upload"


class UploadMiddleware(MiddlewareMixin):
    """Where such a form leads on to another page, the script learns the address and not the page:
    the browser opens it afterwards, with the messages that are shown once."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if request.method == "GET" and HEADER in request.headers:
            return HttpResponse(status=204)
        return None
