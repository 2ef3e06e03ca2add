@echo off
rem Sets up summarise beside this file, from the wheels in this folder; no network is used.
setlocal
pushd "%~dp0" || goto failed
if exist "python\python.exe" goto ready
set "PY="
for %%v in (3.13 3.12 3.11) do if not defined PY py -%%v -c "" >nul 2>nul && set "PY=py -%%v"
if not defined PY python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))" >nul 2>nul && set "PY=python"
if not defined PY goto missing
%PY% -m venv .venv || goto failed
".venv\Scripts\python.exe" -m pip install --disable-pip-version-check --no-index --find-links wheels --require-hashes -r requirements.txt || goto failed
:ready
echo.
echo OK. Now drop a folder of replies on the workbench file beside this one.
pause
exit /b 0
:missing
echo Python 3.11, 3.12 or 3.13 (64 bit) was not found: install it first, then start this file again.
pause
exit /b 2
:failed
echo The installation failed; the lines above say why.
pause
exit /b 2
