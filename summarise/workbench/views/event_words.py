"""Says in Chinese what each event of a journal did, for the history of a reply and for the list of all acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from summarise.annotated import AnnotatedDocument
from summarise.review.events import EDITS, FOLLOW_UP, Event
from summarise.review.fold import active
from summarise.stated_fields import STATED
from summarise.wording import BASIS, CERTAINTY, PROPOSAL_KINDS
from summarise.workbench.calls import Json

__all__ = ["event_words", "lapses", "plain_words", "value_words"]

_ACTS: Mapping[str, str] = {
    "firmness": "力度",
    "responsible": "责任单位",
    "deadline": "时限",
    "deadlines": "时限",
    "basis": "口径",
    "indicator": "指标",
    "join": "合并",
    "part": "拆开",
}
"""Names of the edits that have one before their values."""
_WHOLE: Mapping[str, str] = {"accept": "接受本件", "reopen": "重新打开", "seen": "看过", "first": "先盲看"}
_NAMED: Mapping[str, str] = {**_ACTS, **_WHOLE, "label": "标签", "target": "目标", "remark": "附言"}
"""Names of the acts where the text, and so what they are on, is not at hand."""
_MATCHES: Mapping[str, str] = {"match": "仍作候选", "unmatch": "不是同一件事"}
_LABELS: Mapping[str, str] = {"": "都不是", "m": "已做", "c": "承诺", "mc": "已做＋承诺"}
_LAPSED = "；接受已取消"


def event_words(annotated: AnnotatedDocument, event: Event, events: Sequence[Event]) -> Json:
    """Return what `event` did: the words before its values, and the value that it replaced and the new one, if any.

    `events` are all events on the text.
    """
    subject = _subject(annotated, event)
    if event.do in _WHOLE:
        return {"said": f"{subject} {_WHOLE[event.do]}".strip()}
    if event.do == "undo":
        taken = next((one for one in events if one.n == event.undoes), None)
        again = taken is not None and taken.do == "undo"
        return {"said": f"重做第 {taken.undoes} 条" if taken and again else f"撤销第 {event.undoes} 条"}
    if event.do == "remark":
        return {"said": f"{subject} 附言：{event.to}"}
    if event.do in FOLLOW_UP:
        return {"said": f"{subject} {_followed(event)}".strip()}
    before, after = event.from_, event.to
    also = ""
    if event.do == "deadlines" and isinstance(before, dict) and isinstance(after, dict):
        also = f" 和 {len(after) - 1} 个数字" if len(after) > 1 else ""
        before, after = before.get(event.item), after.get(event.item)
    ended = _LAPSED if event.n in lapses(events) else ""
    return {
        "said": f"{subject} {_ACTS.get(event.do, '')}".strip(),
        "was": value_words(annotated, event, before),
        "now": value_words(annotated, event, after),
        "also": also + ended,
    }


def plain_words(event: Event) -> Json:
    """Return what `event` did, as `event_words` does, without the text that it is on."""
    if event.do == "undo":
        return {"said": f"撤销第 {event.undoes} 条"}
    if event.do in FOLLOW_UP:
        return {"said": _followed(event)}
    field = STATED.get(event.item)
    return {"said": field.label if field else _NAMED.get(event.do, event.do)}


def _followed(event: Event) -> str:
    """Return a verdict, or what was said of a passage of a later reply, in words."""
    if event.do in _MATCHES:
        return f"{event.to} {_MATCHES[event.do]}"
    return f"认定 {event.to.get('verdict')}" if isinstance(event.to, dict) else "收回认定"


def lapses(events: Sequence[Event]) -> frozenset[int]:
    """Return the numbers of the edits in force that ended the acceptance of the reply."""
    found: set[int] = set()
    accepted = False
    for event in active(events):
        if event.do in EDITS and accepted:
            found.add(event.n)
        if event.do in EDITS or event.do in {"accept", "reopen"}:
            accepted = event.do == "accept"
    return frozenset(found)


def value_words(annotated: AnnotatedDocument, event: Event, value: object) -> str:
    """Return a value that `event` replaces or sets in words."""
    if event.do == "label":
        return _LABELS.get(str(value or ""), str(value))
    if value is None or value in ("", []):
        return "无"
    if event.do in {"deadline", "deadlines"} and isinstance(value, list):
        start, end = (one if isinstance(one, int) else 0 for one in value)
        return annotated.document.text[start:end]
    if isinstance(value, dict):
        return f"目标 · {value.get('indicator')} · {_plain(value.get('basis'))}"
    if event.do in {"join", "part"} and isinstance(value, list):
        return f"{len(value)} 句"
    return "、".join(map(_plain, value)) if isinstance(value, list) else _plain(value)


def _plain(value: object) -> str:
    word = str(value)
    return BASIS.get(word) or CERTAINTY.get(word) or PROPOSAL_KINDS.get(word) or word


def _subject(annotated: AnnotatedDocument, event: Event) -> str:
    """Return the number or the sentence that an event is on, in words; "" for the whole reply."""
    start = event.start
    if start is None:
        return STATED[event.item].label if event.item in STATED else event.item
    if event.item.startswith("t"):
        found = next((one for one in annotated.quantities if one.start == start), None)
        return f"“{annotated.quote(found)}”" if found else event.item
    home = next((n for n, one in enumerate(annotated.sentences, 1) if one.start <= start < one.end), None)
    return f"第 {home} 句" if home else event.item
