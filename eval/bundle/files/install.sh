#!/bin/sh
# Sets up summarise beside this file, from the wheels in this folder; no network is used.
set -eu
cd "$(dirname "$0")"
for name in python3.13 python3.12 python3.11 python3; do
  command -v "$name" >/dev/null 2>&1 || continue
  "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || continue
  python=$name
  break
done
if [ -z "${python:-}" ]; then
  echo "未找到 Python 3.11、3.12 或 3.13，请先安装 (Python 3.11, 3.12 or 3.13 was not found: install it first)" >&2
  exit 2
fi
"$python" -m venv --without-pip .venv
set -- wheels/pip-*.whl
.venv/bin/python "$1/pip" install -q --disable-pip-version-check --no-index --find-links wheels --require-hashes -r requirements.txt
echo "安装完成。下一步 (next): sh workbench.sh 答复文件夹"
