# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to music between the studio and the folder: filters, compression, rooms, codecs, noise."""
import os
import subprocess

import numpy as np
from scipy.signal import butter, fftconvolve, lfilter

from rendering import RATE


def _peak(samples, rng):
    """A bell of up to 12 dB anywhere between 80 Hz and 8 kHz."""
    gain, centre, width = 10 ** (rng.uniform(-12, 12) / 40), 80 * 100 ** rng.random(), rng.uniform(.5, 2)
    omega = 2 * np.pi * centre / RATE
    alpha = np.sin(omega) / (2 * width)
    numerator = [1 + alpha * gain, -2 * np.cos(omega), 1 - alpha * gain]
    denominator = [1 + alpha / gain, -2 * np.cos(omega), 1 - alpha / gain]
    return lfilter(numerator, denominator, samples)


def _compress(samples, rng):
    """Loudness evened out: a level follower and a slope."""
    attack, slope = rng.choice([.002, .01, .03]), rng.uniform(.3, .8)
    step = 64
    level = np.sqrt(np.add.reduceat(samples ** 2, np.arange(0, len(samples), step)) / step) + 1e-4
    release = np.exp(-step / RATE / rng.choice([.08, .2, .4]))
    rise = 1 - np.exp(-step / RATE / attack)
    state, gains = float(level.mean()), np.empty(len(level))
    for index, value in enumerate(level):
        state = state + rise * (value - state) if value > state else release * state + (1 - release) * value
        gains[index] = state ** -slope
    return samples * np.interp(np.arange(len(samples)), np.arange(len(level)) * step, gains)


def _room(samples, rng):
    """A room of noise that dies away, and a delay before it."""
    length = rng.uniform(.15, 1.6)
    size = int(length * RATE)
    noise = np.random.default_rng(rng.randrange(2 ** 31)).standard_normal(size)
    tail = noise * np.exp(-6.9 * np.arange(size) / size)
    tail = lfilter(*butter(1, rng.uniform(1500, 6000) / (RATE / 2)), tail)
    delay = int(rng.uniform(.005, .03) * RATE)
    wet = fftconvolve(samples, tail)[:len(samples)]
    wet = np.concatenate([np.zeros(delay), wet])[:len(samples)]
    return samples + wet * rng.uniform(.1, .7) * samples.std() / (wet.std() + 1e-9)


def _code(samples, folder, rng):
    """Through a lossy codec and back, its delay taken away; unchanged if that fails."""
    codec, suffix = rng.choice([("libmp3lame", "mp3"), ("libvorbis", "ogg")])
    path = os.path.join(folder, "a." + suffix)
    raw = ["-f", "f32le", "-ar", str(RATE), "-ac", "1"]
    quality = ["-b:a", rng.choice(["32k", "48k", "64k"])] if suffix == "mp3" else ["-q:a", str(rng.choice([-1, 1, 3]))]
    try:
        subprocess.run(["ffmpeg", "-v", "error", "-y", *raw, "-i", "-", "-c:a", codec, *quality, path],
                       input=samples.astype("<f4").tobytes(), capture_output=True, timeout=60, check=True)
        coded = subprocess.run(["ffmpeg", "-v", "error", "-i", path, *raw, "-"], capture_output=True, timeout=60, check=True)
        decoded = np.frombuffer(coded.stdout, "<f4")
    except subprocess.SubprocessError:
        return samples
    return decoded[:len(samples)] if len(decoded) >= len(samples) - RATE // 10 else samples


def degrade(samples, folder, rng):
    """The samples after a random chain of the above, and the names of its links."""
    chain = []

    def link(chance, name, change):
        nonlocal samples
        if rng.random() < chance:
            samples = change(samples)
            chain.append(name)

    samples = samples / (np.abs(samples).max() + 1e-9)
    link(.35, "tilt", lambda x: lfilter([1, rng.uniform(-.7, .7)], [1], x))
    link(.35, "bell", lambda x: _peak(_peak(x, rng), rng))
    link(.15, "low", lambda x: lfilter(*butter(2, rng.uniform(2500, 8000) / (RATE / 2)), x))
    link(.15, "high", lambda x: lfilter(*butter(2, rng.uniform(60, 250) / (RATE / 2), "high"), x))
    link(.25, "room", lambda x: _room(x, rng))
    link(.30, "compressed", lambda x: _compress(x, rng))
    link(.25, "saturated", lambda x: np.tanh(x / (x.std() + 1e-9) * rng.uniform(.3, 2)))
    link(.10, "clipped", lambda x: np.clip(x, -1.5 * x.std(), 1.5 * x.std()))
    noise = np.random.default_rng(rng.randrange(2 ** 31))
    link(.35, "noise", lambda x: x + noise.standard_normal(len(x)) * x.std() * 10 ** (rng.uniform(-50, -15) / 20))
    samples = .7 * samples / (np.abs(samples).max() + 1e-9)
    link(.30, "coded", lambda x: _code(x, folder, rng))
    return np.asarray(samples, np.float32), chain
