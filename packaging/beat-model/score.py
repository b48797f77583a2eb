# SPDX-License-Identifier: GPL-3.0-or-later
"""A piece before it is played: notes in beats, as a composer or an accompaniment program writes them."""
import zlib
from dataclasses import dataclass, field

DRUMS = 9  # MIDI channel of percussion


@dataclass
class Note:
    beat: float
    length: float
    channel: int
    pitch: int
    velocity: int


@dataclass
class Score:
    family: str  # the groove, or what describes one of ours
    meter: int  # beats in a bar
    beats: int  # beats in the piece, whole bars
    tempo: float  # beats a minute, as people tap them
    notes: list = field(default_factory=list)
    controls: list = field(default_factory=list)  # (beat, mido message): programs, volume, pan

    def add(self, beat, length, channel, pitch, velocity):
        if beat >= 0 and length > 0:
            self.notes.append(Note(beat, length, channel, max(0, min(127, int(pitch))),
                                   max(1, min(127, int(velocity)))))

    def channels(self):
        return sorted({n.channel for n in self.notes})


def is_validation(family, number):
    """Eight in a hundred are never trained on: grooves of MMA by family; of ours, where each piece has its own, by number."""
    key = family if family.startswith("mma") else f"{number}"
    return zlib.crc32(f"102{key}".encode()) % 100 < 8
