# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores of a network, or of the mean of several, with the decoder: on held-out pieces, or on a folder of music."""
import argparse
import glob
import json
import os
import subprocess

import jax
import numpy as np

import features
from dataset import load
from decoder import Lattice, decode, mixed, onset_activation, snapped
from inputs import network_inputs
from network import apply
from scoring import scores

COLUMNS = ["F", "F40", "CMLt", "AMLt", "downF", "tempo", "err_ms"]
METERS = ((3, 0.), (4, 0.))


def network(path):
    return {k: v for k, v in np.load(path).items() if "." in k}


_answer = jax.jit(apply)


def answer(nets, mel, semitones):
    """Probabilities [frame, (beat, downbeat)]: sigmoid of the networks' mean logits."""
    fine, coarse = network_inputs(mel, semitones)
    # Lengths in steps of a few seconds, so that few programs are compiled: only the last moments differ by it.
    extra = -len(coarse) % 32
    fine, coarse = np.pad(fine, ((0, extra * 8), (0, 0))), np.pad(coarse, ((0, extra), (0, 0)))
    logits = np.mean([np.asarray(_answer(net, fine[None], coarse[None])[0]) for net in nets], 0)
    return 1 / (1 + np.exp(-logits[:len(mel)]))


def tracked(probability, mel, lattice, mix=0., meters=METERS):
    """Times and positions of the beats, and tempo."""
    flux, activation = onset_activation(mel)
    beat, downbeat = mixed(probability, activation, mix) if mix else probability.T
    frames, positions, periods, _ = decode(beat, downbeat, lattice, meters)
    times = snapped(frames, latency(periods), flux, activation)
    span = min(4, len(times) - 1)
    tempo = 60 / np.median((times[span:] - times[:-span]) / span) if span > 0 else 0.
    return times, positions, tempo


def latency(periods):
    """Frames from the start of a beat's region to the beat: its middle."""
    return np.maximum(1, np.round(periods / 16)) / 2 - .5


def mean(rows):
    return {c: np.nanmean([r[c] for r in rows]) for c in COLUMNS}


def line(name, row):
    return f"{name[:44]:44s}" + "".join(f"{row[c]:8.3f}" for c in COLUMNS)


def music(folder, names, cache):
    """Pieces of a folder of songs with truth beside them; features are kept in `cache`."""
    os.makedirs(cache, exist_ok=True)
    for path in sorted(glob.glob(os.path.join(folder, "*.truth.json"))):
        name = os.path.basename(path)[:-len(".truth.json")]
        truth = json.load(open(path))
        if len(truth.get("beats", [])) < 8 or (names and name not in names):
            continue
        kept = os.path.join(cache, name + ".npz")
        if not os.path.exists(kept):
            song = next(p for p in glob.glob(glob.escape(path[:-len("truth.json")]) + "*") if not p.endswith(".json"))
            raw = subprocess.run(["ffmpeg", "-v", "error", "-i", song, "-ac", "1", "-ar", "22050", "-f", "f32le", "-"],
                                 check=True, capture_output=True).stdout
            mel, semitones = features.features(np.frombuffer(raw, "<f4"))
            np.savez(kept, mel=mel, semitones=semitones)
        stored = np.load(kept)
        yield name, stored["mel"], stored["semitones"], truth


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nets", nargs="+")
    parser.add_argument("--data", help="folder made by generate.py --held-out")
    parser.add_argument("--music", help="folder of songs with NAME.truth.json")
    parser.add_argument("--names", help="file of the names to score, one a line; all without it")
    parser.add_argument("--cache", default="cache")
    parser.add_argument("--rigidity", type=float, default=150)
    parser.add_argument("--mix", type=float, default=0)
    parser.add_argument("--all", action="store_true", help="a line for every piece")
    options = parser.parse_args()
    nets = [network(p) for p in options.nets]
    lattice = Lattice(rigidity=options.rigidity)
    rows, groups = [], {}
    if options.data:
        for piece in load(options.data).values():
            mel = piece.mel.astype(np.float32)
            probability = answer(nets, mel, piece.semitones.astype(np.float32))
            times, positions, tempo = tracked(probability, mel, lattice, options.mix)
            downbeats = piece.beats[piece.positions == 1]
            row = scores(times, times[positions == 1], tempo, piece.beats, downbeats, 60 / np.median(np.diff(piece.beats)))
            rows.append(row)
            for key in ("mma" if piece.about["family"].startswith("mma") else "own", f"meter {piece.about['meter']}",
                        "slow" if piece.about["tempo"] < 85 else "fast" if piece.about["tempo"] > 150 else "middle"):
                groups.setdefault(key, []).append(row)
            if options.all:
                print(line(f"{piece.about['number']} {piece.about['family']} {piece.about['tempo']:.0f} {piece.about['changes']} > {tempo:.0f}", row))
    else:
        names = open(options.names).read().split() if options.names else None
        for name, mel, semitones, truth in music(options.music, names, options.cache):
            times, positions, tempo = tracked(answer(nets, mel, semitones), mel, lattice, options.mix)
            row = scores(times, times[positions == 1], tempo, np.array(truth["beats"]), np.array(truth.get("downbeats") or []), truth["median_bpm"])
            rows.append(row)
            if options.all:
                print(line(f"{name} {truth['median_bpm']:.0f} > {tempo:.0f}", row))
    print(line("", {c: float("nan") for c in COLUMNS}).replace("     nan", "{:>8s}").format(*COLUMNS))
    for key in sorted(groups):
        print(line(f"{key} ({len(groups[key])})", mean(groups[key])))
    print(line(f"mean of {len(rows)}", mean(rows)))


if __name__ == "__main__":
    main()
