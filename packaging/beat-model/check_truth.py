# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the truth of generated pieces: renders their drums alone and measures how far onsets lie from their notes."""
import argparse
import os
import random
import tempfile

import numpy as np

from accompaniment import accompaniment, groove_files
from composing import composition
from performance import perform
from rendering import BLOCK, RATE, render
from score import DRUMS, Score

# Drums that start with a click: kick, rim, snares, closed hat.
SHARP = {35, 36, 37, 38, 40, 42, 44}


def onset(samples, time):
    """Seconds of the steepest rise of loudness within 20 ms of `time`; None where nothing starts out of silence."""
    middle, step = int(time * RATE), 22
    part = samples[max(0, middle - 20 * step):middle + 20 * step]
    if len(part) < 40 * step:
        return None
    loud = np.sqrt((part.reshape(-1, step) ** 2).mean(1))
    before, peak = loud[:15].max(), loud[15:30].max()
    if peak < 0.01 or before > peak / 8:
        return None
    first = next(i for i in range(15, 30) if loud[i] > peak / 4)
    return (middle + (first - 20) * step) / RATE


def deviations(number, folder):
    """Onset minus beat, in seconds, of drums that the score has exactly on a beat."""
    rng = random.Random(number)
    score = composition(30, rng) if number % 2 else accompaniment(rng.choice(groove_files()), 30, folder, rng)
    if score is None or DRUMS not in score.channels():
        return []
    # Round numbers of beats only: what the score writes off the beat says nothing of the truth.
    notes = [n for n in score.notes if n.channel == DRUMS and n.pitch in SHARP and abs(n.beat - round(n.beat)) < 1e-6]
    alone = Score("check", score.meter, score.beats, score.tempo, notes)
    rng_steady = random.Random(number + 7)
    rng_steady.gauss = lambda mean, deviation: 0 if deviation < .01 else random.Random.gauss(rng_steady, mean, deviation)
    midi = os.path.join(folder, "c.mid")
    truth = perform(alone, midi, rng_steady)
    audio = truth and render(midi, folder, truth["end"], rng)
    if not audio:
        return []
    found = [(onset(audio[0], beat), beat) for beat in truth["beats"]]
    return [seen - beat - BLOCK / 2 / RATE for seen, beat in found if seen is not None]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pieces", type=int, nargs="?", default=20)
    options = parser.parse_args()
    everything, scatter = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.pieces):
            found = deviations(number, folder)
            everything += found
            scatter += list(np.array(found) - np.median(found)) if found else []
            if found:
                print(number, len(found), "onsets, median", f"{1000 * np.median(found):.1f} ms")
    everything = 1000 * np.array(everything)
    print(f"{len(everything)} onsets: median {np.median(everything):.1f} ms, "
          f"within 5 ms {np.mean(np.abs(everything) < 5):.3f}, within 10 ms {np.mean(np.abs(everything) < 10):.3f}; "
          f"within 3 ms of their piece's median {np.mean(np.abs(scatter) < .003):.3f}")


if __name__ == "__main__":
    main()
