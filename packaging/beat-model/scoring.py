# SPDX-License-Identifier: GPL-3.0-or-later
"""How right found beats are, by mir_eval's measures; bench-music uses it too."""
import warnings

import numpy as np

warnings.filterwarnings("ignore")
import mir_eval.beat  # noqa: E402


def scores(beats, downbeats, tempo, wanted, wanted_downbeats, wanted_tempo):
    """One piece: times in seconds, rising, as arrays; `downbeats` is None where nobody looked for them."""
    measure = lambda a, b, w: mir_eval.beat.f_measure(a, b, f_measure_threshold=w) if len(a) and len(b) else 0.
    row = dict(F=measure(wanted, beats, .07), F40=measure(wanted, beats, .04))
    _, row["CMLt"], _, row["AMLt"] = mir_eval.beat.continuity(wanted, beats) if len(beats) > 1 else (0, 0, 0, 0)
    has_bars = downbeats is not None and len(wanted_downbeats)
    row["downF"] = measure(wanted_downbeats, downbeats, .07) if has_bars else np.nan
    row["tempo"] = float(abs(tempo / wanted_tempo - 1) < .04)
    near = np.array([np.abs(wanted - b).min() for b in beats]) if len(beats) else np.array([])
    row["err_ms"] = 1000 * np.median(near[near < .07]) if (near < .07).any() else np.nan
    return row
