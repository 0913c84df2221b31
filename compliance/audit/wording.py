"""What the verbs of the event log are called. Each room names its own verbs once, at start."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

_names: dict[str, Any] = {
    "download_events": _("Event log downloaded"),
    "verify_audit": _("Event log verified"),
    "log_end_unsealed": _("End of the event log found without its seal"),
    "rotate_log_key": _("Signing key of the event log replaced"),
    "sign_in": _("Signed in"),
    "sign_out": _("Signed out"),
    "sign_in_slowed": _("Signing in slowed after wrong passwords"),
    "session_ended": _("Session ended from another"),
    "sessions_ended": _("Sessions and tokens ended by the administrator"),
    "password_changed": _("Password changed"),
    "second_factor_set": _("Second factor set up"),
    "second_factor_taken": _("Second factor taken away by the administrator"),
    "token_made": _("Token made"),
    "token_revoked": _("Token revoked"),
    "policy_discarded": _("Policy draft discarded"),
    "policy_drafted": _("Policy drafted"),
    "policy_rehearsed": _("Policy draft rehearsed"),
    "policy_revised": _("Policy draft changed"),
    "policy_signed": _("Policy signed"),
}

KEYS: Mapping[str, Any] = {
    "address": _("network address"),
    "change": _("kind of request"),
    "contract_no": _("contract number"),
    "copied_from": _("copied from"),
    "decision": _("decision"),
    "declaration_no": _("pre-entry number"),
    "document": _("paper"),
    "entry": _("list entry"),
    "error": _("reason of the fault"),
    "events": _("number of events"),
    "expires": _("expires"),
    "end_use": _("end use"),
    "evidence": _("evidence"),
    "facts_sha256": _("hash of the facts"),
    "fault_count": _("faults"),
    "faults": _("first faults"),
    "filters": _("filters"),
    "found": _("found"),
    "findings_sha256": _("hash of the findings"),
    "gravity": _("gravity"),
    "happened_on": _("day of the event"),
    "head": _("end of the log"),
    "hold": _("hold"),
    "holder_uscc": _("USCC of the holder"),
    "kg": _("kg"),
    "kind": _("kind"),
    "lane": _("lane"),
    "licence": _("licence"),
    "list": _("list"),
    "listed": _("listed name"),
    "message": _("message"),
    "mentioned": _("mentioned"),
    "name": _("file"),
    "new": _("new key"),
    "new_user": _("new user"),
    "new_device": _("new browser"),
    "note": _("note"),
    "old": _("old key"),
    "outcome": _("outcome"),
    "party": _("declared name"),
    "quantity_kg": _("quantity in kg"),
    "reason": _("reason"),
    "reason_code": _("reason code"),
    "receipt": _("receipt"),
    "remaining_kg": _("remaining kg"),
    "remaining_uses": _("remaining uses"),
    "revision": _("revision"),
    "rows": _("rows"),
    "sampled": _("random sample"),
    "scope": _("may"),
    "screening": _("screening run"),
    "sealed": _("sealed"),
    "section": _("section"),
    "sha256": _("SHA-256"),
    "since": _("from event"),
    "size": _("size"),
    "standing_verdict": _("standing verdict"),
    "standing_verdicts": _("standing verdicts relied on"),
    "token": _("token"),
    "tokens": _("tokens"),
    "tries": _("tries"),
    "until": _("until"),
    "valid_until": _("valid until"),
    "verdict": _("verdict"),
}
_values: dict[str, dict[Any, Any]] = {}


def name_verbs(names: Mapping[str, Any]) -> None:
    """Add lazy translated names for verbs. ValueError when a verb has another name already."""
    for verb, name in names.items():
        if _names.setdefault(verb, name) != name:
            raise ValueError(f"the verb {verb} has a name already")


def name_values(key: str, names: Mapping[Any, Any]) -> None:
    """Add lazy translated names for the values that stand under a key of an event's detail."""
    _values.setdefault(key, {}).update(names)


def name_of(verb: str) -> str:
    """The verb's name in the active language; the verb itself where nobody named it."""
    return str(_names.get(verb, verb.replace("_", " ")))


def named_verbs() -> list[tuple[str, str]]:
    """All named verbs with their names, for a select."""
    return sorted(((verb, str(name)) for verb, name in _names.items()), key=lambda pair: pair[1])


def name_of_key(key: str) -> str:
    """What a key of an event's detail is called; the key itself where it has no name."""
    return str(KEYS.get(key, key.replace("_", " ")))


def name_of_value(key: str, value: Any) -> Any:
    """What a value under that key is called; the value itself where it has no name."""
    is_plain = isinstance(value, (str, int)) and not isinstance(value, bool)
    return _values.get(key, {}).get(value, value) if is_plain else value
