"""What an exporter is told of a licence: everything of one it holds; of any other only that it is
not the exporter's or unknown, so that citing a number never reveals another's term or balance."""

from collections.abc import Iterable, Iterator

from compliance.accounts.models import User
from compliance.law.policy import Policy
from compliance.law.rule import CATALOGUE, Finding
from compliance.law.rules import licence_editions, licence_forms, licence_register
from shipments.models import Licence, ScreenedFinding

UNKNOWN = "LIC-15"
OF_THE_NUMBER_ALONE = {"LIC-10", UNKNOWN, "LIC-16", "LIC-19"}
REGISTER_ROOMS = {each.__name__ for each in (licence_register, licence_forms, licence_editions)}

AnyFinding = Finding | ScreenedFinding


def tell(findings: Iterable[AnyFinding], reader: User, policy: Policy) -> list[AnyFinding]:
    """The findings with those about a licence the reader may not see put as for an unknown one:
    once a line where a register is connected, else not at all."""
    found = list(findings)
    if not reader.is_exporter:
        return found
    own = _visible_numbers(found, reader)
    return list(_told(found, own, is_connected=policy.licence_register_connected))


def _told(found: list[AnyFinding], own: set[str], *, is_connected: bool) -> Iterator[AnyFinding]:
    lines = {each.line for each in found if each.rule == UNKNOWN}
    for each in found:
        if not _reads_the_register(each) or each.params.get("number") in own:
            yield each
        elif is_connected and each.line not in lines:
            lines.add(each.line)
            yield _as_unknown(each)


def _visible_numbers(found: list[AnyFinding], reader: User) -> set[str]:
    cited = {each.params.get("number", "") for each in found if _reads_the_register(each)}
    rows = Licence.objects.visible_to(reader).filter(number__in=cited) if cited else ()
    return {row.number for row in rows}


def _reads_the_register(finding: AnyFinding) -> bool:
    """By the modules of such rules, so that a rule added there is covered too."""
    rule = CATALOGUE.get(finding.rule)
    home = rule.predicate.__module__ if rule else ""
    return home in REGISTER_ROOMS and finding.rule not in OF_THE_NUMBER_ALONE


def _as_unknown(finding: AnyFinding) -> Finding:
    rule = CATALOGUE[UNKNOWN]
    params = {name: str(finding.params.get(name, "")) for name in ("line", "number")}
    return Finding(
        rule=UNKNOWN,
        rule_version=rule.version,
        effect=int(rule.effect),
        disclosed=True,
        params=params,
        line=finding.line,
        field_name="licence_no",
    )
