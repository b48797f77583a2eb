# SPDX-License-Identifier: GPL-3.0-or-later
"""Drum parts of our own: kick and snare by feel, a time keeper above them, fills, crashes."""
from score import DRUMS

KICK, RIM, SNARE, CLAP, CLOSED, PEDAL, OPEN, CRASH, RIDE, BELL = 36, 37, 38, 39, 42, 44, 46, 49, 51, 53
TOMS = [50, 48, 47, 45, 43, 41]
HAND = [54, 56, 60, 61, 62, 63, 64, 69, 70, 75, 76, 77]  # tambourine to wood block


def _backbone(meter, feel, slots, rng):
    """Kick and snare of a bar: (slot, drum, velocity), `slots` of them a beat."""
    hits = [(0, KICK, 115)]
    if feel == "four":
        hits = [(b * slots, KICK, 115) for b in range(meter)]
        if rng.random() < 0.8:
            hits += [(b * slots, rng.choice([SNARE, CLAP]), 105) for b in range(1, meter, 2)]
    elif feel == "half":
        hits.append((meter // 2 * slots, SNARE, 112))
    elif feel == "double":
        hits = [(b * slots, KICK, 112) for b in range(meter)]
        hits += [(b * slots + slots // 2, SNARE, 108) for b in range(meter)]
    elif feel == "three":
        hits += [(b * slots, SNARE if rng.random() < 0.8 else RIM, 95) for b in range(1, meter)]
    elif feel == "odd":  # 5 = 3 + 2, 7 = 4 + 3 and the like: a kick where each group starts
        first = rng.choice([meter // 2, meter - meter // 2])
        hits += [(first * slots, rng.choice([KICK, SNARE]), 110), ((meter - 1) * slots, SNARE, 100)]
    elif feel == "jazz":  # the ride tells the time: it is added by the caller; hat on two and four, kick and snare comment
        hits = [(b * slots, KICK, rng.randint(35, 70)) for b in range(meter)] if rng.random() < .5 else []
        hits += [(b * slots, PEDAL, 95) for b in range(1, meter, 2 if meter % 2 == 0 else 1)]
        for _ in range(rng.choice([1, 2, 3])):
            hits.append((rng.randrange(meter * slots), rng.choice([SNARE, SNARE, KICK]), rng.randint(45, 110)))
    elif feel == "run":  # kicks throughout under back beats
        hits = [(s, KICK, 112 if s % slots == 0 else 98) for s in range(meter * slots)]
        hits += [(b * slots, SNARE, 115) for b in range(1, meter, 2)]
    elif feel == "one":  # a kick on one, nothing on the others
        hits.append((rng.randrange(1, meter * slots), rng.choice([SNARE, CLAP, RIM]), 105)) if rng.random() < .5 else None
    else:  # back beats
        hits += [(b * slots, SNARE, 112) for b in range(1, meter, 2)]
        if meter % 2 == 0 and meter > 2 and rng.random() < 0.6:
            hits.append((meter // 2 * slots, KICK, 108))
    for _ in range(rng.choice([0, 0, 1, 1, 2, 3])):
        hits.append((rng.randrange(1, meter * slots), KICK, rng.randint(75, 110)))
    for _ in range(rng.choice([0, 0, 0, 1, 2, 3])):
        hits.append((rng.randrange(1, meter * slots), SNARE, rng.randint(25, 60)))  # ghosts
    return hits


def _keeper(meter, slots, rng, jazz=False):
    """Hat, ride or shaker: what counts the subdivisions."""
    drum = rng.choice([CLOSED, CLOSED, CLOSED, RIDE, RIDE, OPEN, CRASH, 70, 54])
    kind = rng.choice(["beats", "halves", "all", "offs", "swing", "random", "two"])
    if jazz:
        drum, kind = rng.choice([RIDE, RIDE, CLOSED, BELL]), rng.choice(["swing", "swing", "swing", "beats", "random"])
    total = meter * slots
    on = {"beats": lambda s: s % slots == 0, "halves": lambda s: s % max(1, slots // 2) == 0,
          "all": lambda s: True, "offs": lambda s: slots > 1 and s % slots == slots // 2,
          "swing": lambda s: s % slots == 0 or (s // slots % 2 == 1 and s % slots == slots - 1),
          "two": lambda s: s // slots % 2 == 1 and s % slots == 0}
    if kind == "random":
        chosen = {s for s in range(total) if rng.random() < 0.5}
        on["random"] = lambda s: s in chosen
    accent = rng.choice([0, 10, 25])
    velocity = rng.randint(55, 100)
    hits = [(s, drum, velocity + (accent if s % slots == 0 else 0) - (accent if s % 2 else 0))
            for s in range(total) if on[kind](s)]
    if rng.random() < 0.2:
        hits += [(b * slots, PEDAL, 80) for b in range(1, meter, 2)]
    return hits


def _fill(meter, slots, rng):
    start = rng.choice([meter * slots - slots, meter * slots // 2, meter * slots - slots // 2])
    kit = rng.choice([[SNARE], TOMS, [SNARE] + TOMS, [KICK, SNARE]])
    hits = []
    for slot in range(max(0, start), meter * slots):
        if rng.random() < 0.8:
            place = (slot - start) * len(kit) // max(1, meter * slots - start)
            hits.append((slot, kit[min(place, len(kit) - 1)], rng.randint(80, 120)))
    return start, hits


def drum_part(score, sections, slots, place, rng, light=False, swung=False):
    """Adds drums; `place` turns (bar, slot) into beats, `sections` lists (first bar, bars, plays)."""
    feels = {3: ["three"] * 4 + ["back", "one", "half"], 5: ["odd"] * 3 + ["back", "four"], 7: ["odd"] * 3 + ["back", "four"],
             6: ["three", "odd", "back", "half"]}.get(score.meter, ["back"] * 6 + ["four"] * 2 + ["half", "one"])
    if score.meter == 4 and score.tempo > 105 and rng.random() < 0.12:
        feels = ["half"]
    if score.meter in (2, 4) and 65 < score.tempo < 95 and rng.random() < 0.03:
        feels = ["double"]
    if score.meter in (2, 4) and 105 < score.tempo < 185 and slots % 2 == 0 and rng.random() < 0.14:
        feels = ["double"]  # polka, thrash: twice as fast nobody taps
    if score.meter in (2, 4) and score.tempo > 120 and rng.random() < 0.12:
        feels = ["run"]
    if swung and rng.random() < 0.35:
        feels = ["jazz"]
    feel = rng.choice(feels)
    usual = [[] if light else _backbone(score.meter, feel, slots, rng) for _ in range(2)]
    if rng.random() < 0.1:  # no drum on one, as in much Latin music and reggae
        usual = [[h for h in bar if h[0] != 0] for bar in usual]
    keeper = _keeper(score.meter, slots, rng, feel == "jazz")
    hand = [(s, rng.choice(HAND), rng.randint(50, 100)) for s in range(score.meter * slots) if rng.random() < 0.35]
    use_hand = light or rng.random() < 0.15
    phrase, fill_chance, crash = rng.choice([2, 4, 4, 8]), rng.choice([0, .4, .8]), rng.choice([0, .5, 1])
    for first, count, plays in sections:
        if not plays:
            continue
        if rng.random() < 0.3:
            keeper = _keeper(score.meter, slots, rng, feel == "jazz")
        with_keeper = rng.random() < 0.9 or feel == "jazz"
        bars = usual
        if rng.random() < 0.15 and not light and feel != "jazz":  # the tempo stays when the feel changes
            other = rng.choice(["half", "four", "one", "back"] if score.meter % 2 == 0 else ["one", "three", "odd"])
            bars = [_backbone(score.meter, other, slots, rng)] * 2
        for bar in range(first, first + count):
            hits = list(bars[bar % phrase == phrase - 1])
            hits += keeper if with_keeper and not (light and use_hand) else []
            hits += hand if use_hand else []
            if bar % phrase == phrase - 1 and rng.random() < fill_chance and not light:
                start, fill = _fill(score.meter, slots, rng)
                hits = [h for h in hits if h[0] < start] + fill
            if bar == first and rng.random() < crash and not light:
                hits.append((0, CRASH, 110))
            for slot, drum, velocity in hits:
                score.add(place(bar, slot), 0.1, DRUMS, drum, velocity + rng.randint(-6, 6))
