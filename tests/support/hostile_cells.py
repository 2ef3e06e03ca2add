"""Texts that a spreadsheet would take for formulas."""

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    " =1",
    "\u3000=1",
    "\u200b=1",
    "\ufeff=1",
    '=HYPERLINK("http://x.invalid","点")',
    "=cmd|' /C calc'!A0",
)
