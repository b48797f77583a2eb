# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the exported files as README.md describes them, without the training code, and compares with reference.bin."""
import json
import sys

import numpy as np


def elu(x):
    return np.where(x > 0, x, np.expm1(np.minimum(x, 0)))


class Network:
    def __init__(self, about, data, description):
        self.description, self.parts = description, {}
        for part in about["parts"]:
            count = int(np.prod(part["shape"]))
            if part["type"] == "int8":
                values = np.frombuffer(data, "i1", count, part["offset"]).reshape(part["shape"])
                values = values * np.frombuffer(data, "<f4", part["shape"][1], part["scales"])
            else:
                values = np.frombuffer(data, "<f4", count, part["offset"])
            self.parts[part["name"]] = values

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
        x, _ = self.blocks("before", x, self.description["dilationsBefore"])
        z = elu(self.dense("down", np.concatenate([x.reshape(len(coarse), -1), coarse], 1)))
        z, heard = self.blocks("coarse", z, self.description["coarseDilations"])
        z = elu(z + self.description["skipGain"] * heard)
        x = x + self.dense("up", z).reshape(len(x), -1)
        x, _ = self.blocks("after", x, self.description["dilationsAfter"])
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
    folder = sys.argv[1] if len(sys.argv) > 1 else "."
    description = json.load(open(folder + "/beat-model.json"))
    data = open(folder + "/beat-model.bin", "rb").read()
    reference = np.fromfile(folder + "/reference.bin", "<f4").astype(np.float64)
    mel, semitones = reference[:20_000].reshape(500, 40), reference[20_000:26_000].reshape(125, 48)
    wanted = reference[26_000:].reshape(500, 2)
    fine, coarse = inputs(mel, semitones, description["noveltyRows"])
    answers = [Network(about, data, description).logits(fine, coarse)[:500] for about in description["networks"]]
    print("largest difference of a logit:", np.abs(np.mean(answers, 0) - wanted).max())


main()
