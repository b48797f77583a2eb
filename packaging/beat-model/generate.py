# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes pieces FROM..<TO of the training set: features and beat truth, one file each. Same seed, same pieces."""
import argparse
import json
import os
import random
import time

import numpy as np

from accompaniment import accompaniment, family, groove_files, is_uncommon
from clicks import beeps, click_track
from composing import composition
from degradation import degrade
from features import features
from performance import perform
from rendering import BLOCK, RATE, render
from score import is_validation

SEED = 2026
OWN_SHARE, CLICK_SHARE = 0.1, 0.06  # of the pieces, composed here instead of by MMA; bare clicks


def _drawn(length, folder, rng, held_out):
    """A score; with `held_out` one whose groove is not trained on."""
    drawn = rng.random()
    if drawn < OWN_SHARE:
        return composition(length, rng)
    if drawn < OWN_SHARE + CLICK_SHARE:
        return click_track(length, rng)
    files = groove_files()
    files += 2 * [f for f in files if is_uncommon(f)]
    if held_out:
        files = [f for f in files if is_validation(family(f), 0)]
    return accompaniment(rng.choice(files), length, folder, rng)


def make(number, seconds, folder, held_out=False):
    """The piece of that number, or the reason why there is none."""
    rng = random.Random(SEED * 1_000_000 + number)
    score = _drawn(seconds * rng.uniform(.9, 1.2), folder, rng, held_out)
    if score is None:
        return "no score"
    midi = os.path.join(folder, "b.mid")
    truth = perform(score, midi, rng)
    if truth is None:
        return "too few notes"
    is_click = score.family.startswith("click")
    audio = beeps(midi, truth["end"], rng) if is_click and rng.random() < .6 else render(midi, folder, truth["end"], rng)
    if audio is None:
        return "no sound"
    samples, chain = degrade(audio[0], folder, rng)
    mel, semitones = features(samples)
    # Notes start with the block after their time, half a block late on average.
    beats = np.array(truth["beats"]) + (0 if audio[1] == "beeps" else BLOCK / 2 / RATE)
    if score.family == "click-even":  # nothing tells where bars start
        truth["positions"] = [0] * len(beats)
    inside = beats < len(mel) / 100
    about = dict(number=number, family=score.family, meter=score.meter,
                 tempo=score.tempo, changes=truth["changes"], soundfont=audio[1], chain=chain,
                 drums=any(n.channel == 9 for n in score.notes))
    return dict(mel=mel.astype(np.float16), semitones=semitones.astype(np.float16), beats=beats[inside],
                positions=np.array(truth["positions"], np.int8)[inside], about=json.dumps(about))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("start", type=int)
    parser.add_argument("stop", type=int)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--held-out", action="store_true", help="validation pieces; give them numbers that no training piece has")
    options = parser.parse_args()
    work = os.path.abspath(os.path.join(options.folder, f"work-{os.getpid()}"))  # MMA runs in it
    os.makedirs(work, exist_ok=True)
    for number in range(options.start, options.stop):
        target = os.path.join(options.folder, f"{number:06d}.npz")
        if os.path.exists(target):
            continue
        began = time.time()
        try:
            piece = make(number, options.seconds, work, options.held_out)
        except Exception as error:  # one piece less, and the log says which
            piece = repr(error)[:200]
        if isinstance(piece, str):
            print(number, piece, flush=True)
            continue
        partial = os.path.join(work, "piece.npz")
        np.savez(partial, **piece)
        os.rename(partial, target)
        print(number, f"{time.time() - began:.1f} s", piece["about"], flush=True)


if __name__ == "__main__":
    main()
