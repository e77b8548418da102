"""Opens sheet music in five programs and compares the notes and tempos with what the files say.

    python src/test/python/sheet_music_readers.py [--readers NAMES] [FILES]

FILES are MIDI or MusicXML files, or folders of them. MIDI files are first written as MusicXML.
Without files it takes pieces that nocturne generates and continues, and small ones made for the
purpose. It needs MuseScore 3 and LilyPond (musicxml2ly), and the Python packages of
requirements-readers.txt. docs/output.md says what came out.
"""

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import warnings
from pathlib import Path

import mido
import music21
import partitura
import sheet_music
import verovio
from conftest import HOME, Java
from sheet_music import UNIT, Music
from sheet_music_comparison import Comparison, report


def musescore(file: Path, folder: Path) -> Music:
    output = folder / f"{file.stem}.musescore.mid"
    job = folder / "job.json"
    if not job.exists():
        # All files of the folder in one job, as the program takes long to start.
        outputs = {f: folder / f"{f.stem}.musescore.mid" for f in file.parent.glob("*.musicxml")}
        job.write_text(json.dumps([{"in": str(f), "out": str(o)} for f, o in outputs.items()]))
        _musescore("-j", job)
    if not output.exists():
        code = _musescore("-o", output, file)
        if not output.exists():
            raise ValueError(f"not written, MuseScore exited with {code}")
    return midi(output)


def _musescore(*words) -> int:
    offscreen = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(["mscore3", *words], env=offscreen, capture_output=True, check=False)
    return done.returncode


def verovio_midi(file: Path, folder: Path) -> Music:
    toolkit = verovio.toolkit()
    if not toolkit.loadFile(str(file)):
        raise ValueError("not loaded")
    output = folder / f"{file.stem}.verovio.mid"
    toolkit.renderToMIDIFile(str(output))
    return midi(output)


def lilypond(file: Path, folder: Path) -> Music:
    source = folder / f"{file.stem}.ly"
    run = {"capture_output": True, "check": True, "timeout": 600}
    subprocess.run(["musicxml2ly", "-o", source, file], **run)
    # Sound instead of pages. The tool's own --midi shortens notes by an eighth, as players do.
    source.write_text(source.read_text().replace("\\layout {}", "\\midi {}"))
    subprocess.run(["lilypond", "-o", source.with_suffix(""), source], **run)
    return midi(source.with_suffix(".midi"))


def music21_score(file: Path, _folder: Path) -> Music:
    score = music21.converter.parse(file, forceSource=True)
    music = Music()
    for part in score.parts:
        ties = {}
        sounds = [
            (float(sound.getOffsetInHierarchy(part)), float(sound.duration.quarterLength), note)
            for sound in part.recurse().notes
            for note in (sound.notes if sound.isChord else [sound])
        ]
        # Not by music21's stripTies, which joins notes of different voices.
        for onset, length, note in sorted(sounds, key=lambda sound: sound[0]):
            tie = note.tie.type if note.tie else ""
            start = onset
            if tie in ("stop", "continue"):
                start = ties[note.pitch.midi, round(onset / UNIT)].pop()
            end = onset + length
            if tie in ("start", "continue"):
                ties.setdefault((note.pitch.midi, round(end / UNIT)), []).append(start)
            else:
                music.notes.append((start, end - start, note.pitch.midi))
    marks = score.flatten().getElementsByClass("MetronomeMark")
    music.tempos = [(float(mark.offset), mark.getQuarterBPM()) for mark in marks]
    return music


def partitura_score(file: Path, _folder: Path) -> Music:
    music = Music()
    for part in partitura.load_score(str(file)).parts:
        rows = part.note_array()
        first = float(part.quarter_map(part.first_point.t))
        for row in rows:
            onset = float(row["onset_quarter"]) - first
            music.notes.append((onset, float(row["duration_quarter"]), int(row["pitch"])))
        for tempo in part.iter_all(partitura.score.Tempo):
            music.tempos.append((float(part.quarter_map(tempo.start.t)) - first, tempo.bpm))
    return music


def midi(file: Path) -> Music:
    """What a MIDI file that a program wrote says."""
    score = mido.MidiFile(file)
    music = Music()
    for track in score.tracks:
        tick, sounding = 0, {}
        for event in track:
            tick += event.time
            place = tick / score.ticks_per_beat
            if event.type == "set_tempo":
                music.tempos.append((place, 60_000_000 / event.tempo))
            elif event.type == "note_on" and event.velocity:
                sounding.setdefault((event.channel, event.note), []).append(place)
            elif event.type in ("note_on", "note_off"):
                starts = sounding.get((event.channel, event.note))
                if starts:
                    start = starts.pop(0)
                    music.notes.append((start, place - start, event.note))
    return music


READERS = {
    "MuseScore": musescore,
    "Verovio": verovio_midi,
    "LilyPond": lilypond,
    "music21": music21_score,
    "partitura": partitura_score,
}


def made(folder: Path) -> list[Path]:
    """Pieces that nocturne generates and continues, and pieces of many voices."""
    java = Java()
    probes = folder / "probes"
    probes.mkdir()
    java("io.nocturne.interop.SheetMusicProbe", probes)
    nocturne = str(HOME / "nocturne")
    small = ["--embedding", "8", "--units", "16", "--window", "16", "--epochs", "2", "--seed", "3"]
    run = ["--run", "tiny"]
    more = ["--length", "200", "--seed", "4", "--count", "4", "--out"]
    primer = folder / "primer.mid"
    commands = [
        ["train", "embedded", *run, *small],
        ["generate", *run, *more, "generated.musicxml"],
        ["generate", *run, *more, "triplets.musicxml", "--note-length", "1/12", "--tempo", "90"],
        ["generate", *run, "--length", "60", "--seed", "5", "--out", str(primer)],
        ["generate", *run, *more, "continued.musicxml", "--continue", str(primer)],
    ]
    for command in commands:
        subprocess.run([nocturne, *command], cwd=folder, check=True, capture_output=True)
    return sorted(folder.glob("*.musicxml")) + sorted(probes.glob("*.musicxml"))


def sheets(words: list[str], folder: Path) -> list[Path]:
    """Copies of the MusicXML files, made of MIDI files where need be; numbered, as names recur."""
    made_of = {}
    for file in (file for word in words for file in files_of(Path(word))):
        made_of[folder / f"{len(made_of) + 1}-{file.stem}.musicxml"] = file
    midis = []
    for sheet, file in made_of.items():
        if file.suffix == ".musicxml":
            shutil.copy(file, sheet)
        else:
            midis += [file, sheet]
    if midis:
        subprocess.run(Java.command("io.nocturne.interop.SheetMusicOfMidi", *midis), check=True)
    return list(made_of)


def files_of(place: Path) -> list[Path]:
    if place.is_dir():
        return sorted(f for f in place.iterdir() if f.suffix in (".mid", ".midi", ".musicxml"))
    return [place]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--readers", default=",".join(READERS), help="names with commas between")
    parser.add_argument("files", nargs="*", metavar="FILE")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    verovio.enableLog(verovio.LOG_OFF)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        files = sheets(options.files, folder) if options.files else made(folder)
        expected = {file: sheet_music.read(file) for file in files}
        names = options.readers.split(",")
        report([compare(name, READERS[name], files, expected, folder) for name in names])


def compare(name, reader, files, expected, folder) -> Comparison:
    comparison = Comparison(name)
    for file in files:
        try:
            comparison.add(file, expected[file], reader(file, folder))
        except Exception as problem:  # Whatever a reader fails with is what is to be told.
            comparison.failed.append(f"{file.name} ({type(problem).__name__}: {problem})")
    return comparison


if __name__ == "__main__":
    main()
