"""The example that `--help` prints for each command."""

from __future__ import annotations

from collections.abc import Mapping

import typer

__all__ = ["EXAMPLES", "add_examples"]

EXAMPLES: Mapping[str, str] = {
    "run": "summarise run replies/ -o records.jsonl --save-text texts",
    "init": "summarise init",
    "merge": "summarise merge part-1.jsonl part-2.jsonl -o records.jsonl",
    "fetch": "summarise fetch addresses.txt -o pages/ --attachments",
    "show": "summarise show records.jsonl f7e1f8abed-c1387",
    "explain": "summarise explain replies/reply.html 充电桩",
    "search": "summarise search records.jsonl '充电桩 时限:<=2025-12-31'",
    "follow": "summarise follow records.jsonl f7e1f8abed-c1387 --verdict 无法核实",
    "report": "summarise report records.jsonl -o page.html",
    "workbench serve": "summarise workbench records.jsonl --as 李禾",
    "workbench verify": "summarise workbench verify records.jsonl",
    "workbench export": "summarise workbench export records.jsonl -o corrected.jsonl",
    "workbench account": "summarise workbench account accounts.json 李禾 --role settle",
    "export": "summarise export records.jsonl -o ledger.xlsx --by-deadline",
    "eval": "summarise eval eval/gold --second-reading none --report out/eval",
    "compare": "summarise compare before/report.json after/report.json",
    "calibrate": "summarise calibrate eval/gold -o calibration.json",
    "train": "summarise train labelled/ -o weights.json",
    "estimate": "summarise estimate records.jsonl --gold labelled/ --ask mean-targets",
    "doctor": "summarise doctor --model qwen-plus --base-url https://…/v1",
    "cache info": "summarise cache info --cache-dir answers/",
    "cache clear": "summarise cache clear --yes",
    "batch prepare": "summarise batch prepare replies/ -o requests.jsonl --model qwen-plus",
    "batch collect": "summarise batch collect requests.jsonl answers.jsonl -o records.jsonl",
    "cluster run": "summarise cluster run replies.jsonl out/ --address 10.0.0.5:6379",
    "schema": "summarise schema failure",
}
"""For each command, an example that can be typed as it is if the files exist."""


def add_examples(app: typer.Typer, group: str = "") -> None:
    """Add an example to the help of each command of `app`, and of the commands in its groups.

    `group` is the name of the group with a space behind it; "" for the program itself.
    """
    for command in app.registered_commands:
        example = EXAMPLES.get(f"{group}{command.name}")
        if example:
            command.epilog = f"\b\nExample:\n  {example}"
    for added in app.registered_groups:
        if added.typer_instance:
            name = added.name or added.typer_instance.info.name
            add_examples(added.typer_instance, f"{name} ")
