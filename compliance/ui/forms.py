"""Form renderer."""

from django.forms.renderers import TemplatesSetting


class Gate49Renderer(TemplatesSetting):
    """Forms rendered from templates/ui."""
