#!/bin/sh
# sh workbench.sh FOLDER: its records, ledger and page are written beside the folder, then the workbench opens.
set -eu
export SUMMARISE_LANG="${SUMMARISE_LANG:-zh}"
here=$(cd "$(dirname "$0")" && pwd)
in=${1:-$here/examples}
in=${in%/}
out=$in-summarise
program=$here/.venv/bin/summarise
[ -x "$program" ] || { echo "请先运行 sh install.sh (run it first)" >&2; exit 2; }
mkdir -p "$out"
"$program" run "$in" -o "$out/records.jsonl" --save-text "$out/texts" || [ $? = 1 ]
"$program" export "$out/records.jsonl" --to xlsx -o "$out/ledger.xlsx" --by-deadline
"$program" report "$out/records.jsonl" -o "$out/page.html"
echo "台账 (ledger): $out/ledger.xlsx"
[ -n "${NO_WORKBENCH:-}" ] || exec "$program" workbench "$out/records.jsonl"
