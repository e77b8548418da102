@echo off
rem Runs nocturne; builds it first when it has not been built or its sources have changed.
rem JAVA_HOME chooses the Java, JAVA_OPTS adds options to it (for example -Xmx8g).
setlocal EnableExtensions DisableDelayedExpansion

set "home=%~dp0"
set "target=%home%target"
set "jar=%target%\nocturne.jar"
set "sources=%target%\.sources"

set "java=java"
if not defined JAVA_HOME goto java_on_path
set "java=%JAVA_HOME%\bin\java.exe"
if exist "%java%" goto java_found
echo error: JAVA_HOME: there is no %java%; set it to a JDK 17 or newer, or unset it 1>&2
exit /b 1
:java_on_path
where /q java
if not errorlevel 1 goto java_found
echo error: no java on the PATH; install a JDK 17 or newer, or set JAVA_HOME 1>&2
exit /b 1
:java_found

rem Times and sizes of all sources: when they differ from those of the last build, build again.
if not exist "%target%" mkdir "%target%"
set "now=%target%\.sources-%RANDOM%"
for %%f in ("%home%pom.xml") do >"%now%" echo %%~tf %%~zf %%f
for /r "%home%src\main" %%f in (*) do >>"%now%" echo %%~tf %%~zf %%f
if not exist "%jar%" goto build
fc /b "%now%" "%sources%" >nul 2>&1
if errorlevel 1 goto build
del "%now%"
goto run

:build
set "major=0"
"%java%" -XshowSettings:properties -version >"%now%.java" 2>&1
for /f "usebackq tokens=1,3" %%a in ("%now%.java") do if "%%a"=="java.specification.version" set "major=%%b"
del "%now%.java"
if "%major:~0,2%"=="1." set "major=8"
if %major% GEQ 17 goto java_new_enough
echo error: %java% is Java %major%; install a JDK 17 or newer, or set JAVA_HOME 1>&2
del "%now%"
exit /b 1
:java_new_enough
where /q mvn
if not errorlevel 1 goto maven_found
echo error: no mvn on the PATH; install Maven 3.8 or newer, which builds nocturne on first use 1>&2
del "%now%"
exit /b 1
:maven_found
echo building nocturne: takes a minute, longer when its libraries are still to be downloaded 1>&2
pushd "%home%"
call mvn -q -B -DskipTests package >"%target%\build.log" 2>&1
set "built=%errorlevel%"
popd
if "%built%"=="0" goto built
type "%target%\build.log" 1>&2
echo error: the build failed; Maven's output is above and in %target%\build.log 1>&2
del "%now%"
exit /b 1
:built
move /y "%now%" "%sources%" >nul

:run
rem oneDNN is off by default on many CPUs; with it training steps are about a fifth faster.
if not defined TF_ENABLE_ONEDNN_OPTS set "TF_ENABLE_ONEDNN_OPTS=1"
if defined TF_CPP_MIN_LOG_LEVEL goto start
set "TF_CPP_MIN_LOG_LEVEL=3"
for %%w in (%*) do if "%%~w"=="--verbose" set "TF_CPP_MIN_LOG_LEVEL=0"
for %%w in (%*) do if "%%~w"=="-v" set "TF_CPP_MIN_LOG_LEVEL=0"
:start
rem Next to TensorFlow Java has little to do: the collector that needs least memory and starts fastest.
set "collector=-XX:+UseSerialGC"
echo "%JAVA_OPTS%" | findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" >nul && set "collector="
rem Generating is mostly the start: the optimizing compiler of Java would take longer than it saves.
set "compiler="
if "%~1"=="generate" set "compiler=-XX:TieredStopAtLevel=1"
rem Java 22 and later warn of native libraries, Java 24 and later of protobuf's memory access.
set "quiet=--enable-native-access=ALL-UNNAMED -Dsun.misc.unsafe.memory.access=allow"
"%java%" %collector% %compiler% %quiet% %JAVA_OPTS% -jar "%jar%" %*
exit /b %errorlevel%
