# SPDX-License-Identifier: GPL-3.0-or-later
"""Beats and bars of a piece from the network's answer: the program's semi-Markov Viterbi, and its snapping."""
import numba
import numpy as np

REGION = 16  # a beat's onset takes this share of its period
NEVER = -1e18


class Lattice:
    """Beat periods in frames and the cost of going from one to another."""

    def __init__(self, slowest=55., fastest=205., rigidity=150.):
        self.periods = np.arange(round(6000 / fastest), round(6000 / slowest) + 1)
        self.regions = np.maximum(1, np.round(self.periods / REGION).astype(int))
        ratio = self.periods[None, :] / self.periods[:, None]  # from, to
        cost = -rigidity * np.abs(ratio - 1)
        self.changes = np.where(cost > -14, cost - np.log(np.exp(cost).sum(1))[:, None], NEVER)
        near = cost > -14
        self.first = near.argmax(0)
        self.last = len(self.periods) - near[::-1].argmax(0)


@numba.njit(cache=True)
def _search(beat, downbeat, between, periods, regions, changes, first, last, meter):
    frames, count = len(beat) - 1, len(periods)
    scores = np.full((frames, meter, count), NEVER)
    origins = np.full((frames, meter, count), -1, np.int16)
    arrivals = np.full((meter, count), NEVER)
    for frame in range(frames):
        for k in range(count):
            begin = frame - periods[k]
            if begin < 0:
                break
            onset = begin + regions[k]
            rest = between[frame] - between[onset]
            plain = beat[onset] - beat[begin] + rest
            strong = downbeat[onset] - downbeat[begin] + rest
            for n in range(meter):
                before = n - 1 if n > 0 else meter - 1
                arrivals[n, k] = scores[begin, before, k] + (strong if before == 0 else plain)
        for n in range(meter):
            for k in range(count):
                best, origin = NEVER, -1
                for j in range(first[k], last[k]):
                    score = arrivals[n, j] + changes[j, k]
                    if score > best:
                        best, origin = score, j
                if frame < periods[k] and between[frame] > best:
                    best, origin = between[frame], -1
                scores[frame, n, k], origins[frame, n, k] = best, origin
    best, at, position, period = NEVER, 0, 0, 0
    for k in range(count):
        for frame in range(max(0, frames - periods[k]), frames):
            onset = min(frames, frame + regions[k])
            rest = between[frames] - between[onset]
            for n in range(meter):
                sums = downbeat if n == 0 else beat
                score = scores[frame, n, k] + sums[onset] - sums[frame] + rest
                if score > best:
                    best, at, position, period = score, frame, n, k
    path = []
    while True:
        path.append((at, position, periods[period]))
        origin = origins[at, position, period]
        if origin < 0:
            break
        period = origin
        at -= periods[period]
        position = position - 1 if position > 0 else meter - 1
    return best, path


def _sums(values):
    return np.concatenate([[0.], np.cumsum(values)])


def decode(beat, downbeat, lattice, meters=((3, 0.), (4, 0.))):
    """The best path over the meters, each with a bias a frame: frames, positions (1 = downbeat), periods; and scores."""
    clip = lambda p: np.clip(p.astype(np.float64), 1e-5, 1 - 1e-5)
    beat, downbeat = clip(np.maximum(beat, downbeat)), clip(downbeat)
    downbeat = np.minimum(downbeat, .98 * beat)
    strong, plain = _sums(np.log(clip(downbeat))), _sums(np.log(clip(beat - downbeat)))
    between = _sums(np.log((1 - beat) / (REGION - 1)))
    best, scores = None, {}
    for meter, bias in meters:
        score, path = _search(plain, strong, between, lattice.periods, lattice.regions,
                              lattice.changes, lattice.first, lattice.last, meter)
        scores[meter] = score / len(beat) + bias
        if best is None or scores[meter] > best[0]:
            best = scores[meter], np.array(path[::-1])
    path = best[1]
    return path[:, 0], path[:, 1] + 1, path[:, 2], scores


def _moving_mean(values, width):
    sums = _sums(values)
    here = np.arange(len(values))
    start, end = np.maximum(0, here - width // 2), np.minimum(len(values), here - width // 2 + width)
    return (sums[end] - sums[start]) / (end - start)


def onset_activation(mel):
    """Flux, and how much an onset stands out of its surroundings (the program's OnsetActivation)."""
    before = np.concatenate([np.zeros((2, mel.shape[1]), mel.dtype), mel[:-2]])
    flux = np.maximum(0, mel - before).sum(1).astype(np.float64)
    peaks = np.maximum(0, flux - _moving_mean(flux, 80))
    size = np.sqrt(_moving_mean(peaks ** 2, 800)) + .001 * peaks.max() + 1e-30
    height = np.append(peaks[1:] / size[1:], peaks[-1] / size[-1])
    return flux, 1 - np.exp(-.35 * height)


def mixed(probability, activation, share):
    """The network's answer with a share of the plain onset activation."""
    beat = np.maximum(probability[:, 0], .98 * probability[:, 1])
    both = (1 - share) * beat + share * activation
    return both, np.minimum(probability[:, 1] * both / beat, .98 * both)


def snapped(frames, latency, flux, activation):
    """Seconds of the beats: each at its local onset, unless its neighbours' line says otherwise."""
    times, weights = [], []
    strong = np.quantile(flux, .98) + 1e-9
    for frame, late in zip(frames, latency):
        expected = frame + late
        middle = int(round(expected))
        near = np.arange(max(1, middle - 5), max(1, min(len(flux) - 1, middle + 6)))
        if len(near) == 0:
            times.append(expected), weights.append(.001)
            continue
        strength = flux[near] * np.exp(-.5 * ((near - middle) / 2.5) ** 2) * (.05 + activation[near])
        peak = near[strength.argmax()]
        a, b, c = flux[peak - 1:peak + 2]
        bend = a - 2 * b + c
        times.append(peak + (np.clip((a - c) / 2 / bend, -.5, .5) if bend < -1e-9 else 0) - .5)
        weights.append(min(1, flux[peak] / strong) + .001)
    times, weights = np.array(times) / 100, np.array(weights)
    answer = []
    for k in range(len(times)):
        near = np.arange(max(0, k - 4), min(len(times), k + 5))
        w = weights[near] * np.exp(-.5 * ((near - k) / 2) ** 2)
        for _ in range(2):
            place, mean = (w * near).sum() / w.sum(), (w * times[near]).sum() / w.sum()
            slope = (w * (near - place) * (times[near] - mean)).sum() / ((w * (near - place) ** 2).sum() + 1e-9)
            line = mean + slope * (k - place)
            w = w / (1 + ((times[near] - line - slope * (near - k)) / .01) ** 2)
        answer.append((line + times[k]) / 2 if abs(line - times[k]) < .015 else line)
    return np.maximum.accumulate(np.array(answer) + 1e-6 * np.arange(len(answer)))
