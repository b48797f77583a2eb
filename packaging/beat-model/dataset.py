# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces in memory, and random crops of them as training sees them."""
import glob
import json
import os

import numpy as np

from inputs import network_inputs
from score import is_validation

CROP = 3072  # frames, about 30 s
TEMPI = (54, 208)  # beats a minute that stretching may not leave


class Piece:
    def __init__(self, path):
        stored = np.load(path)
        self.mel, self.semitones = stored["mel"], stored["semitones"]
        self.beats, self.positions = stored["beats"], stored["positions"]
        self.about = json.loads(str(stored["about"]))
        self.is_validation = is_validation(self.about["family"], self.about["number"])


def load(folder, known=()):
    """All pieces of the folder that are not in `known` (numbers), by number."""
    pieces = {}
    for path in sorted(glob.glob(os.path.join(folder, "*.npz"))):
        number = int(os.path.basename(path)[:-4])
        if number not in known:
            piece = Piece(path)
            if len(piece.beats) >= 16:
                pieces[number] = piece
    return pieces


def targets(beats, positions, frames, narrowest=.8, share=1 / 48):
    """How much each frame is a beat and a downbeat: a bell around each, wider where beats are far apart."""
    wanted = np.zeros((frames, 2), np.float32)
    periods = np.diff(beats, append=2 * beats[-1] - beats[-2]) * 100
    for time, position, period in zip(beats * 100, positions, periods):
        width = max(narrowest, share * min(period, 110))
        near = np.arange(max(0, int(time - 4 * width)), min(frames, int(time + 4 * width) + 2))
        bell = np.exp(-.5 * ((near - time) / width) ** 2)
        wanted[near, 0] = np.maximum(wanted[near, 0], bell)
        if position == 1:
            wanted[near, 1] = np.maximum(wanted[near, 1], bell)
    return wanted


def _resampled(rows, places):
    """Rows at fractional places, by linear interpolation."""
    below = np.clip(places.astype(int), 0, len(rows) - 2)
    share = np.clip(places - below, 0, 1)[:, None].astype(np.float32)
    return rows[below].astype(np.float32) * (1 - share) + rows[below + 1].astype(np.float32) * share


def _louder(rows, gains):
    """Log magnitudes as if the bands had been louder by `gains`."""
    return np.log1p(np.expm1(rows) * gains)


def crop(piece, rng):
    """Inputs and targets of CROP frames: stretched in time, equalised, now and then with a band missing."""
    tempo = 60 / np.median(np.diff(piece.beats))
    factor = np.exp(rng.uniform(np.log(max(.8, TEMPI[0] / tempo)), np.log(max(min(1.25, TEMPI[1] / tempo), .81))))
    span = CROP * factor  # frames of the original; a factor above one makes it faster
    latest = len(piece.mel) - span
    first = rng.uniform(0, latest) if latest > 0 else rng.uniform(latest, 0)
    first = 4 * round(first / 4)
    places = first + np.arange(CROP) * factor
    inside = (places >= 0) & (places <= len(piece.mel) - 1)
    mel = _resampled(piece.mel, np.clip(places, 0, len(piece.mel) - 1)) * inside[:, None]
    semitones = _resampled(piece.semitones, np.clip(places[::4] / 4, 0, len(piece.semitones) - 1)) * inside[::4, None]
    smooth = np.interp(np.arange(40), np.linspace(0, 39, 6), rng.normal(0, 5, 6)) + rng.normal(0, 4)
    gains = (10 ** (smooth / 20)).astype(np.float32)
    if rng.random() < .15:
        low = rng.integers(0, 36)
        gains[low:low + rng.integers(3, 12)] *= .05
    mel = _louder(mel, gains)
    semitones = _louder(semitones, np.float32(10 ** (rng.normal(0, 4) / 20)))
    shift = rng.integers(-3, 4)
    semitones = np.roll(semitones, shift, 1)
    beats = (piece.beats * 100 - first) / factor / 100
    known = (beats > -1) & (beats < CROP / 100 + 1)
    weight = inside.astype(np.float32)
    if known.sum() < 3:
        return crop(piece, rng)
    fine, coarse = network_inputs(mel, semitones)
    return fine, coarse, targets(beats[known], piece.positions[known], CROP), weight


def batches(pieces, size, rng):
    """Endless batches; a piece is as likely as any other, whatever its length."""
    while True:
        chosen = [crop(pieces[i], rng) for i in rng.integers(0, len(pieces), size)]
        yield [np.stack(column) for column in zip(*chosen)]
