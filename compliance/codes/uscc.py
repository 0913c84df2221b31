"""Numbers of organisations: USCC and customs registration code."""

import re

from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError


def check_uscc(value: str) -> str:
    """The compact USCC. Raises ValueError with a plain-words reason."""
    try:
        return uscc.validate(value)
    except ValidationError as error:
        raise ValueError(_("This is not a valid unified social credit code.")) from error


def check_customs_registration(value: str) -> str:
    """The code itself. Raises ValueError unless it has 10 letters and digits."""
    if not re.fullmatch(r"[0-9]{5}[0-9A-Z]{5}", value):
        raise ValueError(_("A customs registration code has 10 characters."))
    return value
