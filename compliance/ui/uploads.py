"""Forms with files that a script sends, which tells how far they are (static/js/upload.js)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

HEADER = "X-Upload"


class UploadMiddleware:
    """Where such a form leads on to another page, the script learns the address and not the page:
    the browser opens it afterwards, with the messages that are shown once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "GET" and HEADER in request.headers:
            return HttpResponse(status=204)
        return self.get_response(request)
