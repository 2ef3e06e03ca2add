#!/bin/sh
# sh workbench.sh PATH...: records, ledger and page of these folders or files are written beside them, then the workbench opens.
set -eu
export SUMMARISE_LANG="${SUMMARISE_LANG:-zh}"
here=$(cd "$(dirname "$0")" && pwd)
export SUMMARISE_PROGRAM="$here/.venv/bin/summarise"
[ -x "$SUMMARISE_PROGRAM" ] || { echo "请先运行 sh install.sh (run it first)" >&2; exit 2; }
[ $# -gt 0 ] || set -- "$here/examples"
exec "$here/.venv/bin/python" -P -X utf8 -m summarise.cli.dropped "$@"
