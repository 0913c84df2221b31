"""What a page answers to, beside Django's `require_GET`, `require_POST` and `require_safe`."""

from django.views.decorators.http import require_http_methods

require_form = require_http_methods(["GET", "HEAD", "POST"])
"""The page shows a form and takes it; anything else gets a 405."""
