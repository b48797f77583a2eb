# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the exported files as README.md describes them, without the training code, and compares with reference.bin."""
import sys

import numpy as np


def elu(x):
    return np.where(x > 0, x, np.expm1(np.minimum(x, 0)))


class Network:
    """Reads itself from the front of what is left of the file."""

    def __init__(self, file):
        self.parts, self.file = {}, file
        fine, coarse = self.numbers("<u4", 2)
        self.layer("front", 480, fine)
        self.layer("second", 3 * fine, fine)
        self.layers("before", 3, fine)
        self.layer("down", 4 * fine + 200, coarse)
        self.layers("coarse", 7, coarse)
        self.layer("up", coarse, 4 * fine)
        self.layers("after", 2, fine)
        self.layer("out", fine, 4)

    def numbers(self, kind, count):
        return np.frombuffer(self.file.read(int(count) * np.dtype(kind).itemsize), kind)

    def matrix(self, name, rows, columns):
        scales = self.numbers("<f4", columns)
        self.parts[name + ".weight"] = self.numbers("i1", rows * columns).reshape(rows, columns) * scales

    def layer(self, name, rows, columns):
        self.matrix(name, rows, columns)
        self.parts[name + ".bias"] = self.numbers("<f4", columns)

    def layers(self, name, count, width):
        for index in range(count):
            self.layer(f"{name}{index}.convolution", 5 * width, width)
            self.matrix(f"{name}{index}.mixing", width, width)

    def dense(self, name, x):
        return x @ self.parts[name + ".weight"] + self.parts[name + ".bias"]

    @staticmethod
    def beside(x, offsets):
        """For each row the rows at these offsets from it, side by side; zeros beyond the ends."""
        answer = np.zeros((len(x), len(offsets), x.shape[1]))
        for place, offset in enumerate(offsets):
            rows = np.arange(max(0, -offset), min(len(x), len(x) - offset))
            answer[rows, place] = x[rows + offset]
        return answer.reshape(len(x), -1)

    def blocks(self, name, x, dilations):
        heard = 0
        for index, d in enumerate(dilations):
            y = elu(self.dense(f"{name}{index}.convolution", self.beside(x, [-2 * d, -d, 0, d, 2 * d])))
            x = x + y @ self.parts[f"{name}{index}.mixing.weight"]
            heard = heard + y
        return x, heard

    def logits(self, fine, coarse):
        x = elu(self.dense("front", self.beside(fine, [-2, -1, 0, 1, 2, 3])[::2]))
        x = elu(self.dense("second", self.beside(x, [-1, 0, 1])))
        x, _ = self.blocks("before", x, [1, 2, 4])
        z = elu(self.dense("down", np.concatenate([x.reshape(len(coarse), -1), coarse], 1)))
        z, heard = self.blocks("coarse", z, [1, 2, 4, 8, 16, 32, 64])
        z = elu(z + .3 * heard)
        x = x + self.dense("up", z).reshape(len(x), -1)
        x, _ = self.blocks("after", x, [1, 2])
        return self.dense("out", elu(x)).reshape(len(fine), 2)


def inputs(mel, semitones, widths):
    frames = -(-len(mel) // 8) * 8
    fine, coarse = np.zeros((frames, 80)), np.zeros((frames // 4, 100))
    for t in range(len(mel)):
        before = mel[t - 2] if t >= 2 else 0 * mel[t]
        fine[t] = np.concatenate([.5 * (mel[t] - mel.mean(0)), 1.5 * np.maximum(0, mel[t] - before)])
    for r in range(len(semitones)):
        before = semitones[r - 2] if r >= 2 else 0 * semitones[r]
        novelty = []
        for w in widths:
            a, b = semitones[max(0, r - w):r].sum(0), semitones[r:r + w].sum(0)
            lengths = np.sqrt((a ** 2).sum() * (b ** 2).sum())
            novelty.append(5 * (1 - (a * b).sum() / lengths) if lengths > 1e-9 else 0)
        coarse[r] = np.concatenate([.5 * (semitones[r] - semitones.mean(0)), 1.5 * np.maximum(0, semitones[r] - before), novelty])
    return fine, coarse.reshape(frames // 8, 200)


def main():
    model, reference = sys.argv[1:]
    reference = np.fromfile(reference, "<f4").astype(np.float64)
    mel, semitones = reference[:20_000].reshape(500, 40), reference[20_000:26_000].reshape(125, 48)
    wanted = reference[26_000:].reshape(500, 2)
    fine, coarse = inputs(mel, semitones, (6, 12, 25, 50))
    with open(model, "rb") as file:
        assert file.read(4) == b"BEAT"
        version, count = np.frombuffer(file.read(8), "<u4")
        answers = [Network(file).logits(fine, coarse)[:500] for _ in range(count)]
        assert version == 1 and not file.read()
    print("largest difference of a logit:", np.abs(np.mean(answers, 0) - wanted).max())


main()
