@echo off
rem This file has two names. summarise.bat COMMAND ... runs the command line. Folders or files of replies, dropped on either name,
rem become records, ledger and page beside them, and the workbench opens.
setlocal DisableDelayedExpansion
set "SUMMARISE_PROGRAM=%~dp0summarise.bat"
set "PY=%~dp0python\python.exe"
if not exist "%PY%" set "PY=%~dp0.venv\Scripts\python.exe"
set "FIRST=%~1"
set "DROPPED="
if /i not "%~n0"=="summarise" set "DROPPED=1"
if defined FIRST if "%FIRST:~1,2%"==":\" set "DROPPED=1"
if defined FIRST if "%FIRST:~0,2%"=="\\" set "DROPPED=1"
set "EXAMPLES="
if not defined FIRST if defined DROPPED set "EXAMPLES=%~dp0examples"
if defined DROPPED if not defined SUMMARISE_LANG set "SUMMARISE_LANG=zh"
rem The shell splits a dropped name at ^& and more, so the program reads the whole line. BY_HAND: typed in a window that stays open.
setlocal EnableDelayedExpansion
set "SUMMARISE_STARTED_BY=!CMDCMDLINE!"
set "BY_HAND="
if "!SUMMARISE_STARTED_BY:%~n0.bat=!"=="!SUMMARISE_STARTED_BY!" set "BY_HAND=1"
if not exist "!PY!" goto missing
if defined BY_HAND goto command
if defined EXAMPLES goto command
if defined DROPPED goto dropped
if not defined FIRST goto help
:command
endlocal
set "MODULE=summarise"
if defined DROPPED set "MODULE=summarise.cli.dropped"
if defined EXAMPLES goto examples
"%PY%" -P -X utf8 -m %MODULE% %*
exit /b %ERRORLEVEL%
:examples
"%PY%" -P -X utf8 -m %MODULE% "%EXAMPLES%"
if errorlevel 1 pause
exit /b %ERRORLEVEL%
:dropped
"!PY!" -P -X utf8 -m summarise.cli.dropped
set "CODE=!ERRORLEVEL!"
if not "!CODE!"=="0" pause
rem Not exit /b: the shell would run what stands behind an ^& in a dropped name.
exit !CODE!
:help
"!PY!" -P -X utf8 -m summarise
pause
exit /b 2
:missing
echo Start install.bat first.
pause
if defined BY_HAND exit /b 2
exit 2
