# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores by MMA, the accompaniment generator: random chord loops over one of its groove files."""
import glob
import math
import os
import re
import subprocess

import mido

from score import DRUMS, Score

LIBRARY = "/usr/share/mma/lib"
PITCHES = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]
# Files whose count of beats in a bar says nothing of what people tap.
UNCLEAR = ["casio/68ballad", "zoom/blues34", "zoom/blues68", "stdlib/ballad68"]
LEADS = [0, 4, 11, 12, 21, 22, 24, 25, 27, 29, 30, 40, 46, 48, 52, 56, 61, 65, 68, 71, 73, 75, 80, 81, 82, 88]


def groove_files():
    """All groove files that make music."""
    silent = ("metronome", "/none.mma", "/intro.mma", "/ending.mma", "/count.mma", "rd.py")
    return [f for f in sorted(glob.glob(LIBRARY + "/*/*.mma")) if not any(s in f for s in silent)]


def is_uncommon(path):
    """Whether the file is swung, in three or otherwise rare: those are drawn more often."""
    return bool(re.search("waltz|34|68|54|128|swing|shuffle|jazz|blues|boogie|slow|ballad", os.path.basename(path)))


def family(path):
    """One style under several numbers and from several makers is one family."""
    return "mma-" + re.sub(r"[\d_.-]+$", "", os.path.basename(path)[:-4].lower())


def _declared(path):
    text = open(path, errors="ignore").read()
    grooves = re.findall(r"(?im)^\s*DefGroove\s+(\S+)", text)
    time = re.findall(r"(?im)^\s*Time\s+(\d+)", text)
    signature = re.findall(r"(?im)^\s*TimeSig\s+(\d+)[ /]+(\d+)", text)
    return grooves, int(time[0]) if time else 4, signature[0] if signature else ("4", "4")


def _tempo(name, rng):
    """A tempo that suits the style: what the model learns of which of two tempi people tap."""
    ranges = [("slow|ballad|lullaby|hymn", 55, 100), ("128|16|r.?n?b|hip|trip", 55, 110),
              ("fast|bebop|polka|quickstep|dixie|twist", 140, 205), ("waltz|34", 80, 200), ("march", 95, 130),
              ("swing|jazz|bigband|basie", 90, 205), ("metal|punk|thr|techno|trance|dnb|house|rave", 100, 190)]
    low, high = next(((a, b) for p, a, b in ranges if re.search(p, name.lower())), (68, 175))
    return math.exp(rng.uniform(math.log(low), math.log(high)))


def chord_loop(rng, bars, meter):
    """Chords of `bars` bars by name, a random diatonic loop, and the scale they come from."""
    key, major = rng.randrange(12), rng.random() < 0.6
    degrees = ([(0, ""), (2, "m"), (4, "m"), (5, ""), (7, rng.choice(["", "7"])), (9, "m")] if major else
               [(0, "m"), (3, ""), (5, "m"), (7, rng.choice(["m", "7"])), (8, ""), (10, "")])
    if rng.random() < 0.3:
        degrees = [(p, q if q.endswith("7") else q + rng.choice(["7", "M7" if q == "" else "7"])) for p, q in degrees]
    name = lambda d: PITCHES[(key + d[0]) % 12] + d[1]
    held, split = rng.choice([1, 1, 1, 2, 2, 4]), rng.choice([0, 0, 0.1, 0.3, 0.6])
    loop = []
    for bar in range(rng.choice([4, 4, 8, 8, 12, 16])):
        if bar % held and loop:
            loop.append([loop[-1][-1]])
            continue
        chord = [name(degrees[0] if bar == 0 else rng.choice(degrees))]
        if meter in (4, 6) and rng.random() < split:
            chord.append(name(rng.choice(degrees)))
        loop.append(chord)
    scale = [key + s for s in ([0, 2, 4, 5, 7, 9, 11] if major else [0, 2, 3, 5, 7, 8, 10])]
    return [loop[i % len(loop)] for i in range(bars)], scale


def _program(path, grooves, bars, meter, chords, rng):
    main = [g for g in grooves if not re.search("(?i)intro|end|fill|start|count", g)] or grooves
    fills = [g for g in grooves if re.search("(?i)fill", g)]
    intros = [g for g in grooves if re.search("(?i)intro", g)]
    lines = ["Use " + os.path.relpath(path, LIBRARY)[:-4], "Tempo 120"]
    current, last, section = rng.choice(main), None, rng.choice([4, 8, 8, 16])
    for bar in range(bars):
        if bar % section == 0 and rng.random() < 0.5:
            current = rng.choice(main)
        groove = current
        if bar == 0 and intros and rng.random() < 0.4:
            groove = rng.choice(intros)
        elif bar % section == section - 1 and fills and rng.random() < 0.7:
            groove = rng.choice(fills)
        if groove != last:
            lines.append("Groove " + groove)
            last = groove
        chord = chords[bar]
        lines.append(f"{bar + 1} " + (chord[0] if len(chord) == 1 else chord[0] + " " + "/ " * (meter // 2 - 1) + chord[1]))
    return "\n".join(lines) + "\n"


def _read(path, score, unit):
    """Adds the notes of a MIDI file, whose quarters are `unit`ths of a beat."""
    midi = mido.MidiFile(path, clip=True)
    per_beat = midi.ticks_per_beat * unit
    for track in midi.tracks:
        tick, sounding = 0, {}
        for message in track:
            tick += message.time
            if message.type == "note_on" and message.velocity > 0:
                sounding[message.channel, message.note] = (tick, message.velocity)
            elif message.type in ("note_on", "note_off"):
                start = sounding.pop((message.channel, message.note), None)
                if start:
                    score.add(start[0] / per_beat, (tick - start[0]) / per_beat, message.channel, message.note, start[1])
            elif message.type in ("program_change", "control_change", "pitchwheel"):
                score.controls.append((tick / per_beat, message))


def melody(score, scale, rng, unit=1.0):
    """Adds a tune of a repeated motif on a free channel; `unit` beats is its pulse."""
    free = [c for c in range(16) if c not in score.channels() and c != DRUMS]
    if not free:
        return
    score.controls.append((0, mido.Message("program_change", channel=free[0], program=rng.choice(LEADS))))
    span = rng.choice([1, 2, 2, 4]) * score.meter
    density = rng.choice([[1], [.5], [.5, 1], [1, 2], [.5, .5, 1, 1.5], [.25, .5, .5], [2, 1], [1 / 3, 2 / 3, 1], [.75, .25, 1], [.25]])
    motif, at = [], 0.0
    while at < span:
        length = rng.choice(density) * unit
        motif.append((at, length, rng.randrange(10), rng.random() < 0.2, rng.randint(60, 120)))
        at += length
    start = rng.choice([0, 0, 0, -rng.choice([.5, 1, 1, 2])])  # a pick-up
    octave = rng.choice([60, 60, 72, 48])
    while start + span <= score.beats:
        shift = rng.choice([0, 0, 1, -1, 2])
        for at, length, step, rest, velocity in motif:
            if not rest:
                step += shift
                pitch = octave + scale[step % 7] % 12 + 12 * (step // 7)
                score.add(start + at, length * 0.9, free[0], min(pitch, 110), velocity)
        start += span * rng.choice([1, 1, 1, 1, 1, 2])


def accompaniment(path, seconds, folder, rng):
    """The score of about `seconds` by the groove file at `path`; None if MMA cannot."""
    grooves, time, signature = _declared(path)
    if not grooves or any(path.endswith(f"{name}.mma") for name in UNCLEAR):
        return None
    name = os.path.basename(path)[:-4]
    # In 6/8 and 12/8 MMA counts eighths, and people tap three of them.
    compound = signature[1] == "8" and int(signature[0]) % 3 == 0 and time % 3 == 0
    unit = 3 if compound else 1
    tempo = min(_tempo(name, rng), 140 if compound else 205)
    bars = max(8, int(seconds * tempo * unit / 60 / time))
    chords, scale = chord_loop(rng, bars, time)
    source, target = os.path.join(folder, "a.mma"), os.path.join(folder, "a.mid")
    with open(source, "w") as file:
        file.write(_program(path, grooves, bars, time, chords, rng))
    if os.path.exists(target):
        os.remove(target)
    subprocess.run(["mma", "-f", target, source], cwd=folder, capture_output=True, timeout=60)
    if not os.path.exists(target):
        return None
    score = Score(family(path), time // unit, bars * time // unit, tempo)
    _read(target, score, unit)
    if len(score.notes) < 60:
        return None
    if rng.random() < 0.55:
        melody(score, scale, rng, rng.choice([1 / 3, 2 / 3]) if compound else 1.0)
    return score
