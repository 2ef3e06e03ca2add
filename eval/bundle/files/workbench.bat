@echo off
rem Drop a folder of replies on this file: its records, ledger and page are written beside the folder, then the workbench opens.
setlocal
if not defined SUMMARISE_LANG set "SUMMARISE_LANG=zh"
set "IN=%~f1"
if not defined IN set "IN=%~dp0examples"
set "OUT=%IN%-summarise"
if not exist "%IN%" (
  echo There is no such folder: "%IN%"
  pause
  exit /b 2
)
if not exist "%OUT%" mkdir "%OUT%"
call "%~dp0summarise.bat" run "%IN%" -o "%OUT%\records.jsonl" --save-text "%OUT%\texts"
if errorlevel 2 goto failed
call "%~dp0summarise.bat" export "%OUT%\records.jsonl" --to xlsx -o "%OUT%\ledger.xlsx" --by-deadline
if errorlevel 1 goto failed
call "%~dp0summarise.bat" report "%OUT%\records.jsonl" -o "%OUT%\page.html"
if errorlevel 1 goto failed
start "" "%OUT%"
call "%~dp0summarise.bat" workbench "%OUT%\records.jsonl"
rem 130 and more: it was ended with Ctrl-C.
if errorlevel 130 exit /b 0
if errorlevel 1 goto failed
exit /b 0
:failed
echo It did not go through; the lines above say why.
pause
exit /b 2
