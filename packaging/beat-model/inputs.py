# SPDX-License-Identifier: GPL-3.0-or-later
"""What the network is given, made of the program's features."""
import numpy as np

COARSE = 8  # frames in a coarse step: 12.5 steps a second
NOVELTY_ROWS = (6, 12, 25, 50)  # rows of semitones compared on either side: 0.24 s to 2 s
MEL_WIDTH = 80
COARSE_WIDTH = 2 * (48 + 48 + len(NOVELTY_ROWS))


def _rises(rows, lag):
    """How much each column rose within `lag` rows; silence lies before the first."""
    before = np.concatenate([np.zeros((lag, rows.shape[1]), rows.dtype), rows[:-lag]]) if len(rows) > lag else 0 * rows
    return np.maximum(0, rows - before)


def _novelty(rows, width):
    """One less the cosine between the means of the `width` rows before and from each row on; 0 where a side is empty."""
    sums = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, 0, dtype=np.float64)])
    here = np.arange(len(rows))
    first, last = np.maximum(0, here - width), np.minimum(len(rows), here + width)
    before, after = sums[here] - sums[first], sums[last] - sums[here]
    power = np.sqrt((before ** 2).sum(1) * (after ** 2).sum(1))
    return np.where(power > 1e-9, 1 - (before * after).sum(1) / np.maximum(power, 1e-9), 0).astype(np.float32)


def network_inputs(mel, semitones):
    """Fine input, a row a frame, and coarse input, a row every COARSE frames; lengths padded to whole coarse steps."""
    steps = -(-len(mel) // COARSE)
    fine = np.concatenate([.5 * (mel - mel.mean(0)), 1.5 * _rises(mel, 2)], 1)
    fine = np.pad(fine, ((0, steps * COARSE - len(fine)), (0, 0)))
    novelty = np.stack([5 * _novelty(semitones, width) for width in NOVELTY_ROWS], 1)
    coarse = np.concatenate([.5 * (semitones - semitones.mean(0)), 1.5 * _rises(semitones, 2), novelty], 1)
    coarse = np.pad(coarse, ((0, steps * 2 - len(coarse)), (0, 0)))
    return fine.astype(np.float32), coarse.reshape(steps, COARSE_WIDTH).astype(np.float32)
