"""How forms look: `{{ form }}` and `{{ field.as_field_group }}` are all a template needs.

Also what forms with files share: a page cannot keep a chosen file, so it is asked for again.
"""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _


class Gate49Renderer(TemplatesSetting):
    """Label, hint, error, input; groups of choices in a fieldset."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    formset_template_name = "ui/formset.html"


class AsksForFilesAgain(forms.BaseForm):
    """A form that says so when a good file is lost because something else is wrong."""

    def full_clean(self) -> None:
        """Judge the form, then the files sent beside a mistake."""
        super().full_clean()
        if self.errors:
            self.ask_for_files_again()

    def ask_for_files_again(self) -> None:
        """A sentence beside every file box that had a file and no mistake of its own."""
        for name, field in self.fields.items():
            is_file = isinstance(field, forms.FileField) and self.add_prefix(name) in self.files
            if is_file and name not in self.errors:
                self.add_error(name, _("Choose this file again; the page could not keep it."))
