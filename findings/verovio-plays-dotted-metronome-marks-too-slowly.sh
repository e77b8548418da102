#!/usr/bin/env bash
# Verovio plays a dotted metronome mark a ninth too slowly.
#
# Versions: verovio 6.4.1, mido 1.3.3 to read the MIDI files.
#
# Behaviour: a MusicXML metronome mark without <sound tempo> is the only information that a reader has. "Dotted quarter
# = 80" is 120 quarter notes per minute, because a dot adds half of its note. Verovio writes 106.67 to MIDI: with it the
# dot lengthens the beat by a third. It does so for every dotted unit; two dots, which add three quarters, add three
# fifths. (Its issue 3214, of 2023, when dots made a beat shorter, asked for these values.) Undotted marks are right,
# and a <sound tempo> beside the mark, always in quarter notes, corrects dotted ones.
#
# Why it matters: the dotted quarter is the beat of 6/8, 9/8 and 12/8, so the music in compound time of a corpus becomes
# slower, by a factor that looks like a choice of tempo. Programs that write MusicXML should put <sound tempo> beside
# each metronome mark.
#
# Output seen (quarter notes a minute):
#   quarter = 120                stated 120.00  played 120.00
#   dotted quarter = 80          stated 120.00  played 106.67
#   dotted half = 40             stated 120.00  played 106.67
#   dotted eighth = 160          stated 120.00  played 106.67
#   double-dotted quarter = 80   stated 140.00  played 128.00
#   dotted quarter = 80, sound   stated 120.00  played 120.00
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check verovio==6.4.1 mido==1.3.3
cd "$work"
"$work/venv/bin/python" - <<'PYTHON'
import mido
import verovio

SCORE = ('<?xml version="1.0" encoding="UTF-8"?><score-partwise version="4.0"><part-list><score-part id="P1">'
         '<part-name>Piano</part-name></score-part></part-list><part id="P1"><measure number="1"><attributes>'
         "<divisions>2</divisions><key><fifths>0</fifths></key><time><beats>6</beats><beat-type>8</beat-type></time>"
         "<clef><sign>G</sign><line>2</line></clef></attributes>%s<note><pitch><step>C</step><octave>4</octave></pitch>"
         "<duration>6</duration><voice>1</voice><type>half</type><dot/></note></measure></part></score-partwise>")
QUARTERS = {"eighth": 0.5, "quarter": 1, "half": 2}


def played(unit, dots, beats, sound):
    mark = ("<direction><direction-type><metronome><beat-unit>" + unit + "</beat-unit>" + "<beat-unit-dot/>" * dots
            + f"<per-minute>{beats}</per-minute></metronome></direction-type>{sound}</direction>")
    toolkit = verovio.toolkit()
    assert toolkit.loadData(SCORE % mark)
    toolkit.renderToMIDIFile("played.mid")
    return [round(mido.tempo2bpm(message.tempo), 2) for message in mido.MidiFile("played.mid")
            if message.type == "set_tempo"][-1]


expected = [("quarter", 0, 120, "", 120), ("quarter", 1, 80, "", 106.67), ("half", 1, 40, "", 106.67),
            ("eighth", 1, 160, "", 106.67), ("quarter", 2, 80, "", 128), ("quarter", 1, 80, '<sound tempo="120"/>', 120)]
changed = []
for unit, dots, beats, sound, before in expected:
    name = ("", "dotted ", "double-dotted ")[dots] + f"{unit} = {beats}" + (", sound" if sound else "")
    stated = QUARTERS[unit] * (2 - 0.5 ** dots) * beats
    now = played(unit, dots, beats, sound)
    print(f"{name:28} stated {stated:.2f}  played {now:.2f}")
    if abs(now - before) > 0.02:
        changed.append(name)
assert not changed, f"played differently now: {changed}"
PYTHON
