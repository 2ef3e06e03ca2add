"""Read metadata from page and letter: bodies, numbers and dates of the reply and proposal, and the proposers."""

from __future__ import annotations

from collections.abc import Sequence

from summarise.annotate.co_bodies import co_bodies, lead_body
from summarise.annotate.letter import Letter
from summarise.annotate.page import Page
from summarise.annotate.plain_text import PlainText
from summarise.annotate.proposal_fields import proposal_fields
from summarise.annotate.proposers import named_proposers, proposers
from summarise.annotate.reply_fields import issue_of, reply_fields
from summarise.annotated import Metadata
from summarise.lazy_pattern import lazy_pattern

__all__ = ["find_metadata"]

_OFFICE = lazy_pattern(r"(?:局|委|厅|办|部|政府|中心|委员会|管委会|办公室|街道|[乡镇])$")
_PART_OF_AN_ANSWER = lazy_pattern(r"协办|会办|供贵|供你|参考|一并答复")

_FOR_ANOTHER = lazy_pattern(r"[会协]办意见")
_LEADS = lazy_pattern(r"主办|(?:贵|你)[局委厅部办会单][^。]{0,8}(?:牵头|答复|回复|办理|汇总)")
"""Words that say that the addressed body is in charge, or that it gives the answer."""


def find_metadata(plain: PlainText, letter: Letter) -> Metadata:
    """Return the data of the reply and the proposal, and the date of the reply, from which relative dates count.

    The data come from header tables, titles, the opening, the salutation and the signature. `letter` holds the roles of
    the units of `plain`.
    """
    page = Page(plain, letter)
    issue = issue_of(page)
    lead, partners, addressed = lead_body(page, issue.issuer), co_bodies(page, issue.issuer), proposers(page)
    if _is_contribution(page, addressed):
        if _LEADS.search(page.opening):
            lead, partners = lead or addressed[0], partners or [issue.issuer]
        addressed = named_proposers(page)
    elif not addressed or all(map(_OFFICE.search, addressed)) or any(map(_FOR_ANOTHER.search, page.titles)):
        addressed = named_proposers(page) or addressed
    reply = reply_fields(page, issue, lead, partners)
    return Metadata(reply=reply, proposal=proposal_fields(page, addressed), reference=issue.issued)


def _is_contribution(page: Page, addressed: Sequence[str]) -> bool:
    """Return True if the letter contributes to the answer of another body.

    Such a letter addresses a single bureau and uses words such as 协办 and 供贵局参考.
    """
    if len(addressed) != 1 or not _OFFICE.search(addressed[0]) or "政协" in addressed[0]:
        return False
    return _PART_OF_AN_ANSWER.search(page.head + page.opening) is not None
