# SPDX-License-Identifier: GPL-3.0-or-later
"""Scores of our own, where the accompaniment generator has few: riffs, arpeggios, odd metres, slow sixteenths."""
import math

import mido

from accompaniment import LEADS, melody
from drums import drum_part
from score import DRUMS, Score

SCALES = [[0, 2, 4, 5, 7, 9, 11]] * 3 + [[0, 2, 3, 5, 7, 8, 10]] * 4 + [
    [0, 2, 3, 5, 7, 9, 10], [0, 2, 4, 5, 7, 9, 10], [0, 1, 3, 5, 7, 8, 10], [0, 2, 3, 5, 7, 8, 11], [0, 3, 5, 6, 7, 10, 12]]
BASSES = [32, 33, 33, 34, 35, 36, 38, 39, 43, 58, 87]
RIFFS = [29, 30, 30, 27, 28, 31, 81, 80, 84, 87, 62, 26]
CHORDS = [0, 1, 2, 4, 5, 6, 11, 16, 18, 19, 24, 25, 26, 27, 48, 50, 61, 62, 80, 81, 90]
PADS = [48, 49, 50, 51, 52, 53, 88, 89, 90, 91, 92, 94, 95, 16, 19]
PLUCKS = [0, 4, 6, 10, 11, 12, 13, 24, 25, 45, 46, 80, 81, 82, 84, 98, 99, 104, 107, 108]


class Composer:
    """Writes one piece: draws its metre, feel, harmony and parts from `rng`."""

    def __init__(self, seconds, rng):
        self.rng = rng
        self.kind = rng.choices(["band", "drumless", "drums", "tune"], [66, 18, 9, 7])[0]
        meter = rng.choices([4, 3, 2, 5, 6, 7], [50, 28, 5, 6, 6, 5])[0]
        self.feel = rng.choices(["straight", "swing", "triplet"],
                                {2: [30, 10, 60], 3: [60, 20, 20], 4: [60, 20, 20]}.get(meter, [80, 10, 10]))[0]
        self.slots = 3 if self.feel == "triplet" else rng.choice([2, 4, 4] if self.feel == "straight" else [2, 2, 4])
        low, high = rng.choices([(56, 92), (85, 145), (140, 205)], [27, 48, 25])[0]
        tempo = math.exp(rng.uniform(math.log(low), math.log(high)))
        if tempo > 160 and self.slots == 4:
            self.slots = 2
        if tempo < 85 and self.feel == "straight":
            self.slots = 4
        self.swing = rng.uniform(0.57, 0.7) if self.feel == "swing" else 0.5
        bars = max(8, int(seconds * tempo / 60 / meter))
        speed = "slow" if tempo < 85 else "fast" if tempo > 150 else "middle"
        self.score = Score(f"own-{self.kind}-{meter}-{self.feel}-{speed}", meter, bars * meter, tempo)
        self.bars = bars
        self.key = rng.randrange(12)
        self.scale = rng.choice(SCALES)
        self.roots = self._progression()

    def _progression(self):
        """The degree of the scale under each half bar."""
        rng = self.rng
        rate = rng.choice([1, 1, 1, 2, 2, 4])
        split = rng.choice([0, 0, .15, .5])
        loop = []
        for bar in range(rng.choice([2, 4, 4, 8, 8, 16])):
            if bar % rate == 0 or not loop:
                degree = 0 if bar == 0 else rng.randrange(7)
            half = rng.randrange(7) if rng.random() < split else degree
            loop.append((degree, half))
        return [loop[bar % len(loop)] for bar in range(self.bars)]

    def place(self, bar, slot):
        """The beat of a slot of a bar, swung where the piece is."""
        beat, part = divmod(slot / self.slots, 1)
        if self.feel == "swing":
            # With four slots a beat the sixteenths swing, with two the eighths.
            cell = 0.5 if self.slots == 4 else 1.0
            count, within = divmod(part / cell, 1)
            within = within * 2 * self.swing if within < 0.5 else self.swing + (within - 0.5) * 2 * (1 - self.swing)
            part = (count + within) * cell
        return bar * self.score.meter + beat + part

    def degree(self, bar, slot):
        half = self.score.meter * self.slots // 2 + (self.score.meter * self.slots) % 2
        return self.roots[bar][0 if slot < half else 1]

    def pitch(self, degree, octave):
        return self.key + self.scale[degree % 7] + 12 * (degree // 7 + octave)

    def rhythm(self, density, span):
        """Slots that sound in `span` of them; beats more than what lies between them."""
        return [s for s in range(span) if self.rng.random() < density + (0.25 if s % self.slots == 0 else 0) or s == 0]

    def _channel(self, program):
        used = {m.channel for _, m in self.score.controls}
        channel = next(c for c in range(16) if c != DRUMS and c not in used)
        self.score.controls.append((0, mido.Message("program_change", channel=channel, program=program)))
        self.score.controls.append((0, mido.Message("control_change", channel=channel, control=10, value=self.rng.randint(20, 108))))
        return channel

    def part(self, sections, kind, anchored=True):
        """Adds one part in the sections that it plays in; `anchored` if another part tells where the beat is."""
        rng, total = self.rng, self.score.meter * self.slots
        programs, octave, width = {"bass": (BASSES, 3, 1), "riff": (RIFFS, 3, 1), "comp": (CHORDS, 5, 3),
                                   "pad": (PADS, 5, 3), "arpeggio": (PLUCKS, 5, 1)}[kind]
        channel = self._channel(rng.choice(programs))
        bars = rng.choice([1, 1, 2])  # length of the figure
        style = {"bass": rng.choice(["beats", "run", "random", "one", "off", "octaves"]),
                 "riff": rng.choice(["random", "run", "random"]), "comp": rng.choice(["off", "beats", "random", "back", "one"]),
                 "pad": "pad", "arpeggio": "run"}[kind]
        if not anchored and style in ("off", "back"):
            style = "beats"
        steps = {"beats": [s for s in range(total) if s % self.slots == 0], "run": list(range(total)), "one": [0],
                 "octaves": list(range(0, total, max(1, self.slots // 2))), "pad": [0] + ([total // 2] if total % 2 == 0 else []),
                 "off": [s for s in range(total) if s % self.slots == self.slots // 2] if self.slots > 1 else [0],
                 "back": [s for s in range(self.slots, total, 2 * self.slots)]}
        density = rng.uniform(0.2, 0.6)
        figure = [self.rhythm(density, total) if style == "random" else steps[style] for _ in range(bars)]
        contour = self._contour(kind, total)
        length = rng.choice([0.3, 0.6, 0.9, 1.0])
        velocity, accent = rng.randint(60, 105), rng.choice([0, 8, 20])
        push = rng.random() < 0.12  # chords come an eighth before the bar
        for first, count, plays in sections:
            if not plays:
                continue
            for bar in range(first, first + count):
                sounding = figure[bar % bars]
                for index, slot in enumerate(sounding):
                    after = sounding[index + 1] if index + 1 < len(sounding) else total
                    start, end = self.place(bar, slot), self.place(bar, after) if after < total else self.place(bar + 1, 0)
                    if push and slot == 0 and bar > first:
                        start -= 0.5
                    root = self.degree(bar, slot) + contour[slot % len(contour)]
                    loud = velocity + (accent if slot % self.slots == 0 else 0) + (accent if slot == 0 else 0)
                    for voice in range(width):
                        jump = 1 if style == "octaves" and index % 2 else 0
                        self.score.add(start, (end - start) * length, channel, self.pitch(root + 2 * voice, octave + jump), loud + rng.randint(-5, 5))

    def _contour(self, kind, total):
        """Steps above the root, slot by slot."""
        rng = self.rng
        if kind == "arpeggio":
            shape = rng.choice([[0, 2, 4], [0, 2, 4, 7], [0, 4, 7, 4], [0, 2, 4, 2], [7, 4, 2, 0], [0, 4, 2, 4], [0, 7, 4, 7, 2, 7], [0, 2, 4, 7, 4, 2]])
            return shape if rng.random() < 0.8 else shape[:self.slots] or shape
        if kind == "riff" or (kind == "bass" and rng.random() < 0.4):
            return [0 if rng.random() < 0.5 else rng.choice([-3, -1, 1, 2, 3, 4, 5, 7]) for _ in range(total)]
        return [0]


def _sections(rng, bars, chance):
    """Stretches of 2 to 16 bars, each with or without the part."""
    size = rng.choice([4, 4, 8, 8, 8, 16, 2])
    return [(first, min(size, bars - first), rng.random() < chance) for first in range(0, bars, size)]


def composition(seconds, rng):
    """A score of about `seconds` of our own making."""
    composer = Composer(seconds, rng)
    score = composer.score
    kind = composer.kind
    chance = rng.choice([.6, .8, 1, 1])
    if kind in ("band", "drums"):
        sections = _sections(rng, composer.bars, max(chance, .8))
        drum_part(score, sections, composer.slots, composer.place, rng, 
                  light=kind == "band" and rng.random() < .08, swung=composer.feel != "straight")
    if kind in ("band", "drumless"):
        parts = ["bass"] * (rng.random() < .85) + ["riff"] * (rng.random() < .4) + ["riff"] * (rng.random() < .1)
        parts += ["comp"] * rng.choice([0, 1, 1, 2]) + ["pad"] * (rng.random() < .35) + ["arpeggio"] * rng.choice([0, 0, 1, 1, 2])
        for part in parts or ["comp"]:
            composer.part(_sections(rng, composer.bars, chance), part, anchored=kind == "band" or ("bass" in parts and part != "bass"))
    if kind == "tune" or (kind != "drums" and rng.random() < .5):
        unit = {"triplet": rng.choice([1, 1 / 3, 2 / 3])}.get(composer.feel, 1.0)
        melody(score, [composer.key + s for s in composer.scale], rng, unit)
        if kind == "tune":  # a second voice, and the notes long enough to be one line
            melody(score, [composer.key + s for s in composer.scale], rng, unit)
    return score if len(score.notes) >= 30 else None
