"""How forms look: `{{ form }}` and `{{ field.as_field_group }}` are all a template needs."""

from django.forms.renderers import TemplatesSetting


class Gate49Renderer(TemplatesSetting):
    """Label, hint, error, input; groups of choices in a fieldset."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    formset_template_name = "ui/formset.html"
