"""Names are read as the whole dictionary of phrases reads them, though the site loads none."""

import json
import os
import subprocess
import sys

from compliance.codes.folding import HAN, head, pinyin
from compliance.codes.tables import TABLES

READ = """
import json, sys
from pypinyin import lazy_pinyin
keep = lambda rest: [each for each in rest.casefold() if each.isascii() and each.isalnum()]
names = json.load(sys.stdin)
print(json.dumps(["".join(lazy_pinyin(name, v_to_u=False, errors=keep)) for name in names]))
"""


def test_every_chinese_name_is_read_as_the_phrases_read_it() -> None:
    names = sorted({head(row.name_zh) for table in TABLES.values() for row in table})
    names = [name for name in names if HAN.search(name)]
    environment = {k: v for k, v in os.environ.items() if k != "PYPINYIN_NO_PHRASES"}
    command = [sys.executable, "-c", READ]
    told = json.dumps(names)
    done = subprocess.run(
        command, input=told, capture_output=True, text=True, check=True, env=environment
    )
    expected = dict(zip(names, json.loads(done.stdout), strict=True))
    assert {name: pinyin(name)[0] for name in names} == expected


def test_words_read_otherwise_than_their_characters_are_known() -> None:
    assert pinyin("秘鲁") == ("bilu", "bl")
