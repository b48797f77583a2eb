# SPDX-License-Identifier: GPL-3.0-or-later
"""MIDI to samples by fluidsynth, through one of Debian's free soundfonts."""
import os
import subprocess

import numpy as np

RATE = 22_050
BLOCK = 64  # fluidsynth starts notes on multiples of this many samples, the next one after their time
TIME_LIMIT_SECONDS = 60  # it hangs on some files
SOUNDFONTS = [(p, w) for p, w in [
    ("/usr/share/sounds/sf2/TimGM6mb.sf2", 4), ("/usr/share/sounds/sf2/FluidR3_GM.sf2", 4),
    ("/usr/share/sounds/sf2/OPL-3_FM_128M.sf2", 2), ("/usr/share/sounds/sf3/MuseScore_General_Lite.sf3", 1)] if os.path.exists(p)]


def render(midi, folder, end, rng):
    """Mono samples of the file up to `end` seconds and a ring-out, and the soundfont's name; None if it failed."""
    font = rng.choices([p for p, _ in SOUNDFONTS], [w for _, w in SOUNDFONTS])[0]
    target = os.path.join(folder, "a.raw")
    if os.path.exists(target):
        os.remove(target)
    arguments = ["fluidsynth", "-q", "-n", "-i", "-g", f"{rng.uniform(.3, .6):.2f}", "-r", str(RATE), "-O", "s16", "-T", "raw",
                 "-o", "synth.dynamic-sample-loading=1", "-o", "synth.polyphony=128",
                 "-R", rng.choice("01"), "-C", rng.choice("001"), "-F", target, font, midi]
    try:
        subprocess.run(arguments, capture_output=True, timeout=TIME_LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        return None
    if not os.path.exists(target):
        return None
    stereo = np.fromfile(target, "<i2").reshape(-1, 2).astype(np.float32) / 32768
    pan = rng.choice([.5, .5, .5, .2, .8])  # mono of both channels, now and then mostly of one
    samples = stereo @ np.array([pan, 1 - pan], np.float32)
    samples = samples[:int((end + .5) * RATE)]
    return (samples, os.path.basename(font)) if len(samples) > RATE and np.abs(samples).max() > 1e-3 else None
