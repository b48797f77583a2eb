# SPDX-License-Identifier: GPL-3.0-or-later
"""Trains a network on the pieces of a folder; a folder that still grows is read again now and then."""
import argparse
import os
import queue
import threading
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

from dataset import batches, load
from network import COARSE_DILATIONS, apply, initial

POSITIVE = np.array([2., 4.], np.float32)  # beats and downbeats are rare frames


def loss(weights, fine, coarse, wanted, known, drop):
    logits = apply(weights, fine, coarse, drop)
    each = -(POSITIVE * wanted * jax.nn.log_sigmoid(logits) + (1 - wanted) * jax.nn.log_sigmoid(-logits))
    return (each.sum(2) * known).sum() / known.sum()


def save(path, weights, options, step):
    np.savez(path + ".part.npz", step=step, fine=options.fine, coarse=options.coarse, **weights)
    os.replace(path + ".part.npz", path)


def prefetched(source):
    """The same batches, made by a second thread."""
    waiting = queue.Queue(4)

    def fill():
        for batch in source:
            waiting.put(batch)

    threading.Thread(target=fill, daemon=True).start()
    while True:
        yield waiting.get()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data")
    parser.add_argument("target")
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--fine", type=int, default=16)
    parser.add_argument("--coarse", type=int, default=32)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--dropout", type=float, default=.1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--family", default="", help="only pieces of families whose names begin so, such as mma")
    parser.add_argument("--start", help="weights to go on from")
    parser.add_argument("--minutes", type=float, default=1e9, help="ends early, with the rate falling as time passes")
    options = parser.parse_args()
    pieces = {n: p for n, p in load(options.data).items()}
    seen = set(pieces)
    rng = np.random.default_rng(options.seed)
    weights = initial(options.fine, options.coarse, options.seed)
    if options.start:
        weights = {k: jnp.asarray(v) for k, v in np.load(options.start).items() if k in weights}
    optimizer = optax.chain(optax.clip_by_global_norm(1.), optax.adamw(1., weight_decay=1e-3))
    state = optimizer.init(weights)
    average = weights

    @jax.jit
    def step(weights, average, state, rate, decay, batch, drop):
        value, slope = jax.value_and_grad(loss)(weights, *batch, drop)
        change, state = optimizer.update(slope, state, weights)
        weights = jax.tree.map(lambda w, c: w + rate * c, weights, change)
        average = jax.tree.map(lambda a, w: decay * a + (1 - decay) * w, average, weights)
        return weights, average, state, value

    training = [p for p in pieces.values() if not p.is_validation and p.about["family"].startswith(options.family)]
    print(len(training), "pieces to train on,", sum(w.size for w in weights.values()), "weights", flush=True)
    source = prefetched(batches(training, options.batch, rng))
    began, values = time.time(), []
    for index in range(options.steps):
        progress = max(index / options.steps, (time.time() - began) / 60 / options.minutes)
        if progress >= 1:
            break
        rate = options.rate * min(1, (index + 1) / 100) * (.5 + .5 * np.cos(np.pi * progress)) + 1e-6
        keep = 1 - options.dropout
        drop = (rng.random((len(COARSE_DILATIONS), options.batch, 1, options.coarse)) < keep).astype(np.float32) / keep
        weights, average, state, value = step(weights, average, state, rate, min(.995, index / (index + 20)), next(source), drop)
        values.append(float(value))
        if index % 100 == 99:
            for number, piece in load(options.data, seen).items():
                seen.add(number)
                if not piece.is_validation:
                    training.append(piece)
            print(f"{index + 1} loss {np.mean(values[-100:]):.4f} {len(training)} pieces {(time.time() - began) / 60:.1f} min", flush=True)
            save(options.target, average, options, index + 1)
    save(options.target, average, options, index + 1)


if __name__ == "__main__":
    main()
