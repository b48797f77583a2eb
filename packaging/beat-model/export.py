# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes networks as the program reads them, beat-model.bin, and reference.bin to test a reader by."""
import argparse
import os
import struct

import numpy as np

import network
from features import RATE, features
from inputs import network_inputs

REFERENCE_SECONDS, REFERENCE_SEED = 5, 2026


def quantised(matrix):
    """Bytes of a matrix and the scale of each column: weight = byte times scale."""
    scale = np.abs(matrix).max(0) / 127 + 1e-12
    return np.round(matrix / scale).astype(np.int8), scale.astype(np.float32)


def reference_signal():
    """Clicks of noise twice a second over a chord that changes every two seconds, made the same in any language."""
    state, noise = REFERENCE_SEED, np.empty(REFERENCE_SECONDS * RATE)
    for index in range(len(noise)):
        state = (state * 1664525 + 1013904223) % 2 ** 32
        noise[index] = state / 2 ** 31 - 1
    index = np.arange(len(noise))
    since = (index % 11025) / RATE  # seconds since the last click
    signal = .5 * noise * np.exp(-40 * since)
    for number, chord in enumerate([(220, 277.18, 329.63), (196, 246.94, 293.66), (174.61, 220, 261.63)]):
        during = (index // (2 * RATE)) == number
        for frequency in chord:
            signal += .1 * during * np.sin(2 * np.pi * frequency * index / RATE)
    return signal.astype(np.float32)


def written(weights, fine, coarse, file):
    """Appends a network to the file; answers the weights as a reader will see them."""
    read = {}
    file.write(struct.pack("<II", fine, coarse))
    for name, shape in network.shapes(fine, coarse):
        values = np.asarray(weights[name], np.float32)
        if len(shape) == 2:
            data, scale = quantised(values)
            file.write(scale.tobytes() + data.tobytes())
            read[name] = data * scale
        else:
            file.write(values.tobytes())
            read[name] = values
    return read


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nets", nargs="+")
    parser.add_argument("folder")
    options = parser.parse_args()
    read = []
    with open(os.path.join(options.folder, "beat-model.bin"), "wb") as file:
        file.write(struct.pack("<4sII", b"BEAT", 1, len(options.nets)))
        for path in options.nets:
            stored = np.load(path)
            read.append(written(stored, int(stored["fine"]), int(stored["coarse"]), file))
    mel, semitones = features(reference_signal())
    fine, coarse = network_inputs(mel, semitones)
    logits = np.mean([network.apply(weights, fine[None], coarse[None])[0] for weights in read], 0)[:len(mel)]
    with open(os.path.join(options.folder, "reference.bin"), "wb") as file:
        for values in (mel, semitones, logits):
            file.write(values.astype("<f4").tobytes())
    print("mel", mel.shape, "semitones", semitones.shape, "logits", logits.shape,
          os.path.getsize(os.path.join(options.folder, "beat-model.bin")), "bytes")


if __name__ == "__main__":
    main()
