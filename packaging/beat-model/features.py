# SPDX-License-Identifier: GPL-3.0-or-later
"""The features that the program measures (Sources/Music/BeatFeatures.swift), from mono samples at 22,050 Hz."""
import numpy as np
from scipy.signal import lfilter

RATE = 22_050
FRAMES_PER_SECOND = 100
STRIDE = 4  # frames from one row of semitones to the next
MEL_WINDOW, SEMITONE_WINDOW = 1024, 4096
SEMITONE_BINS = 176


def _triangle(bins, width, left, centre, right):
    frequency = np.arange(bins) * width
    weights = np.maximum(0, np.minimum((frequency - left) / (centre - left), (right - frequency) / (right - centre)))
    if weights.max() <= 0:
        weights[int(round(centre / width))] = 1
    return weights / weights.sum()


def _mel_bank():
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    edges = 700 * (10 ** (np.linspace(mel(30), mel(10_500), 42) / 2595) - 1)
    return np.array([_triangle(MEL_WINDOW // 2 + 1, RATE / MEL_WINDOW, *edges[i:i + 3]) for i in range(40)], np.float32)


def _semitone_bank():
    width, rows = RATE / SEMITONE_WINDOW, []
    for note in range(33, 81):
        centre = 440 * 2 ** ((note - 69) / 12)
        half = max(centre * (2 ** (1 / 12) - 1), width)
        rows.append(_triangle(SEMITONE_BINS, width, centre - half, centre, centre + half))
    return np.array(rows, np.float32)


MEL_BANK, SEMITONE_BANK = _mel_bank(), _semitone_bank()


def _hann(size):
    return (.5 - .5 * np.cos(2 * np.pi * np.arange(size) / size)).astype(np.float32)


def _magnitudes(padded, centres, size, bins):
    """Magnitude spectra of windows around `centres`, in batches: a whole piece's windows would fill memory."""
    from scipy.fft import rfft
    window, parts = _hann(size), []
    for start in range(0, len(centres), 512):
        begin = centres[start:start + 512] - size // 2
        frames = padded[begin[:, None] + np.arange(size)] * window
        parts.append(np.abs(rfft(frames, axis=1))[:, :bins])
    return np.concatenate(parts)


def direct_current_removed(samples):
    """The program's filter: a corner at 10 Hz, and no click where a piece starts on an offset."""
    samples = np.clip(np.nan_to_num(samples, nan=0, posinf=0, neginf=0), -8, 8).astype(np.float64)
    state = [-samples[0]] if len(samples) else [0.0]
    return lfilter([1, -1], [1, -.99715], samples, zi=state)[0].astype(np.float32)


def frame_count(samples):
    count = (samples * 2 + 440) // 441
    while count > 0 and ((count - 1) * 441 + 1) // 2 >= samples:
        count -= 1
    return count


def features(samples):
    """Log magnitudes of 40 mel bands at 100 rows a second and of 48 semitones at 25."""
    samples = direct_current_removed(samples)
    count = frame_count(len(samples))
    pad = SEMITONE_WINDOW // 2
    padded = np.concatenate([np.zeros(pad, np.float32), samples, np.zeros(pad + RATE, np.float32)])
    centres = (np.arange(count) * 441 + 1) // 2 + pad
    mel = _magnitudes(padded, centres, MEL_WINDOW, MEL_WINDOW // 2 + 1) @ MEL_BANK.T
    wide = _magnitudes(padded, centres[::STRIDE], SEMITONE_WINDOW, SEMITONE_BINS) @ SEMITONE_BANK.T
    gain = _gain(padded, centres)
    return np.log1p(10 * gain * mel).astype(np.float32), np.log1p(3 * gain * wide).astype(np.float32)


def _gain(padded, centres):
    """Brings the 90th percentile of the loudness in windows of 100 ms to 0.1."""
    around = padded[(centres - 110)[:, None] + np.arange(220)]
    power = (around.astype(np.float64) ** 2).mean(1)
    loudness = [np.sqrt(power[i:i + 10].mean()) for i in range(0, len(power), 10)]
    return .1 / max(float(np.quantile(loudness, .9)), 1e-4)
