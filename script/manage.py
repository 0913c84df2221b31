"""Commands of manage.py one after the other in one process, which reads the program in once:

python -m script.manage "migrate --verbosity 0" seed_demo
"""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "compliance.settings")
    for command in sys.argv[1:]:
        execute_from_command_line(["manage.py", *command.split()])
