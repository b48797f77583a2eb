# SPDX-License-Identifier: GPL-3.0-or-later
"""Bare beats: metronomes, click tracks and lone percussion, whose beat is the click and nothing between."""
import math

import mido
import numpy as np

from rendering import RATE
from score import DRUMS, Score

KICK, SIDE_STICK, SNARE, CLAP, CLOSED, COWBELL, HIGH_BLOCK, LOW_BLOCK = 36, 37, 38, 39, 42, 56, 76, 77
LONE = [KICK, SIDE_STICK, SNARE, CLAP, CLOSED, COWBELL, HIGH_BLOCK, LOW_BLOCK]


def click_track(seconds, rng):
    """A score of about `seconds` of one click a beat, now and then with an accent on one or quieter clicks between."""
    tempo = math.exp(rng.uniform(math.log(54), math.log(205)))
    meter = rng.choices([4, 3, 2, 5, 6, 7], [60, 20, 8, 4, 4, 4])[0]
    kind = rng.choices(["even", "accented", "divided"], [50, 35, 15])[0]
    bars = max(8, int(seconds * tempo / 60 / meter))
    score = Score(f"click-{kind}", meter, bars * meter, tempo)
    plain, accented = rng.choice(LONE), rng.choice(LONE)
    length, loud = rng.choice([.05, .1, .5]), rng.randint(70, 120)
    parts = rng.choice([2, 2, 3, 4]) if kind == "divided" and tempo < 130 else 1
    for beat in range(score.beats):
        is_accented = kind != "even" and beat % meter == 0
        score.add(beat, length, DRUMS, accented if is_accented else plain, loud + (7 if is_accented else 0))
        for part in range(1, parts):
            score.add(beat + part / parts, length / parts, DRUMS, plain, loud * .45)
    return score


def beeps(midi, end, rng):
    """Mono samples of a click track's notes as electronics make them: short bursts of a tone, of noise or of one edge."""
    kind = rng.choice(["tone", "tone", "noise", "edge"])
    decay, low = math.exp(rng.uniform(math.log(.004), math.log(.08))), rng.uniform(300, 2500)
    shape = np.arange(int(min(.25, 8 * decay) * RATE)) / RATE
    noise = np.random.default_rng(rng.randrange(2 ** 31)).standard_normal(len(shape))
    burst = {"tone": lambda f: np.cos(2 * np.pi * f * shape), "noise": lambda f: noise, "edge": lambda f: (shape < 1 / RATE) * 1.}[kind]
    samples = np.zeros(int((end + .5) * RATE) + len(shape), np.float32)
    accent = rng.choice([1, 1.5, 2])
    now, pitches = 0.0, {}
    for message in mido.MidiFile(midi):
        now += message.time
        if message.type == "note_on" and message.velocity > 0:
            tone = low * accent ** pitches.setdefault(message.note, len(pitches))
            first = round(now * RATE)
            if first < end * RATE:
                samples[first:first + len(shape)] += burst(tone) * np.exp(-shape / decay) * .6 * message.velocity / 127
    return samples, "beeps"
