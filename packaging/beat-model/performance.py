# SPDX-License-Identifier: GPL-3.0-or-later
"""A score played: tempo that drifts, hands that shake, parts that pause; and the exact truth of its beats."""
import math

import mido
import numpy as np

from score import DRUMS

TICKS_PER_SECOND = 2000  # one tempo and half-millisecond ticks: fluidsynth rounds at tempo events


def beat_times(score, rng):
    """Seconds of each beat, a few more than the piece has, and the name of what the tempo does."""
    count = score.beats + 16
    period = np.full(count, 60 / score.tempo)
    noise = np.array([rng.gauss(0, 1) for _ in range(count)])
    kind = rng.choices(["steady", "drift", "ramp", "rubato", "step", "pause", "breath"], [46, 16, 9, 9, 8, 4, 8])[0]
    if kind == "drift":
        period *= np.clip(1 + np.cumsum(noise) * rng.choice([.002, .004, .007]), .8, 1.25)
    elif kind == "ramp":
        period *= np.exp(np.linspace(0, rng.uniform(-.4, .4), count))
    elif kind == "rubato":
        cycle = score.meter * rng.choice([2, 4, 4, 8])
        period *= 1 + rng.uniform(.02, .08) * np.sin(2 * math.pi * np.arange(count) / cycle + rng.uniform(0, 6))
    elif kind == "step":
        for _ in range(rng.choice([1, 1, 2])):
            period[rng.randrange(1, max(2, score.beats // score.meter)) * score.meter:] *= rng.uniform(.8, 1.25)
    elif kind == "pause":
        for _ in range(rng.choice([1, 2])):
            period[rng.randrange(1, max(2, score.beats // score.meter)) * score.meter - 1] *= rng.uniform(1.3, 3)
    elif kind == "breath":
        smooth = np.convolve(noise, [.25, .5, .25], "same")
        period *= 1 + smooth * rng.choice([.006, .012, .02])
    period = np.clip(period, 60 / 212, 60 / 52) if kind != "pause" else period
    lead = rng.choice([0, 0, .3, 1.5, 3]) * rng.random()
    return lead + np.concatenate([[0], np.cumsum(period)[:-1]]), kind


def _silenced(score, rng):
    """Channels that never play, and (channel or None, from, to) stretches in beats where they rest."""
    channels = score.channels()
    others = [c for c in channels if c != DRUMS]
    silent, fate = set(), rng.random()
    if score.family.startswith("mma"):
        if DRUMS in channels and others and fate < .2:
            silent.add(DRUMS)
        elif DRUMS in channels and fate < .26:
            silent.update(others)
        elif len(others) > 1 and fate < .6:
            silent.update(rng.sample(others, rng.choice([1, 1, max(1, len(others) // 2)])))
    rests = []
    if rng.random() < .35:
        bars = score.beats // score.meter
        for _ in range(rng.choice([1, 1, 2])):
            start = rng.randrange(0, max(1, bars - 2)) * score.meter
            length = rng.choice([1, 2, 4, 4, 8]) * score.meter
            channel = rng.choice([DRUMS, DRUMS, *others, None]) if length <= 2 * score.meter else rng.choice([DRUMS, *others])
            rests.append((channel, start, start + length))
    return silent, rests


def perform(score, path, rng):
    """Writes the MIDI file; answers times and bar positions (1 = downbeat) of the beats, the end, what the tempo does."""
    times, tempo_kind = beat_times(score, rng)
    at = lambda beat: float(np.interp(beat, np.arange(len(times)), times))
    silent, rests = _silenced(score, rng)
    shake = rng.choice([0, 0, .004, .008])
    late = {c: rng.choice([0, 0, 0, rng.uniform(-.006, .008)]) for c in range(16)}
    shuffled = {c: rng.randrange(0, 104) for c in range(16)} if rng.random() < .3 else {}
    events = []
    for beat, message in score.controls:
        if message.type == "program_change" and message.channel in shuffled and message.channel != DRUMS:
            message = message.copy(program=shuffled[message.channel])
        events.append((at(beat) if beat > 0 else 0.0, 0, message))
    for note in score.notes:
        if note.channel in silent or note.beat >= score.beats:
            continue
        if any(c in (None, note.channel) and a <= note.beat < b for c, a, b in rests):
            continue
        start = max(0, at(note.beat) + rng.gauss(0, shake) + late[note.channel])
        end = max(start + .02, at(min(note.beat + note.length, score.beats)))
        velocity = max(8, min(127, int(note.velocity * rng.uniform(.9, 1.1))))
        events.append((start, 2, mido.Message("note_on", channel=note.channel, note=note.pitch, velocity=velocity)))
        events.append((end, 1, mido.Message("note_off", channel=note.channel, note=note.pitch, velocity=0)))
    if sum(order == 2 for _, order, _ in events) < 24:
        return None
    _write(events, path)
    beats = [float(times[i]) for i in range(score.beats)]
    return dict(beats=beats, positions=[i % score.meter + 1 for i in range(score.beats)],
                end=at(score.beats), changes=tempo_kind)


def _write(events, path):
    midi = mido.MidiFile(type=0, ticks_per_beat=TICKS_PER_SECOND // 2)
    track = mido.MidiTrack()
    midi.tracks.append(track)
    track.append(mido.MetaMessage("set_tempo", tempo=500_000, time=0))
    last = 0
    for seconds, _, message in sorted(events, key=lambda e: e[:2]):
        tick = max(last, round(seconds * TICKS_PER_SECOND))
        track.append(message.copy(time=tick - last))
        last = tick
    midi.save(path)
