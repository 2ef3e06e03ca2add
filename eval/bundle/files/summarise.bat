@echo off
setlocal
set "PY=%~dp0python\python.exe"
if not exist "%PY%" set "PY=%~dp0.venv\Scripts\python.exe"
if not exist "%PY%" (
  echo Start install.bat first.
  exit /b 2
)
"%PY%" -X utf8 -m summarise %*
exit /b %ERRORLEVEL%
