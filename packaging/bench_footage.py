# SPDX-License-Identifier: GPL-3.0-or-later
"""What bench-shots and bench-measures share: clips of one take from folders of footage, and FFmpeg."""
import glob
import hashlib
import os
import subprocess

import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CTL = os.path.abspath(os.environ.get("MONTAGECTL", os.path.join(ROOT, ".build/release/montagectl")))
ENDINGS = (".mp4", ".mov", ".mkv", ".webm", ".avi", ".asf", ".mts", ".3gp")
SHORTEST, LONGEST = 90, 600  # frames of a clip
X264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23"]
# As good as without loss, and quick to begin anywhere.
CLEAN = [*X264, "-crf", 6, "-g", 12, "-bf", 0]


def ffmpeg(*options):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, options)], check=True)


def thumbnails(path):
    """All pictures of a file as 32x18 greys."""
    raw = subprocess.run(["ffmpeg", "-v", "quiet", "-nostdin", "-i", path, "-map", "0:v:0", "-frames:v", str(LONGEST), "-fps_mode", "passthrough",
                          "-vf", "scale=32:18:flags=area,format=gray", "-f", "rawvideo", "-"], stdout=subprocess.PIPE).stdout
    return np.frombuffer(raw[:len(raw) // 576 * 576], np.uint8).reshape(-1, 576).astype(np.float32)


def jumps(pictures):
    """Whether a picture differs from the one before by much more than its neighbours do."""
    change = np.abs(np.diff(pictures, axis=0)).mean(1)
    for at in np.flatnonzero(change >= 6):
        around = np.sort(np.r_[change[max(0, at - 5):at], change[at + 1:at + 6]])
        if change[at] > 1.7 * (around[-2] + 0.5):
            return True
    return False


def clips(folders, work):
    """Name, frames and mean picture of clips of one take, each scene once; as clean files of 640x360, frame for frame, in `work`.

    A clip in which the picture jumps has cuts, and then maybe dissolves too.
    """
    os.makedirs(work, exist_ok=True)
    chosen = []
    for path in sorted(p for folder in folders for p in glob.glob(os.path.join(folder, "*")) if p.lower().endswith(ENDINGS)):
        pictures = thumbnails(path)
        if len(pictures) < SHORTEST or jumps(pictures):
            continue
        middle = pictures.mean(0)
        if middle.std() < 5 or any(np.corrcoef(middle, other)[0, 1] > 0.95 for _, _, other in chosen):
            continue
        name = os.path.join(work, hashlib.sha256(os.path.abspath(path).encode()).hexdigest()[:12])
        if not os.path.exists(name + ".mkv"):
            ffmpeg("-i", path, "-map", "0:v:0", "-frames:v", LONGEST, "-fps_mode", "passthrough", "-vf",
                   "scale=640:360:force_original_aspect_ratio=increase,crop=640:360,setsar=1,setpts=N/30/TB,format=yuv420p", *CLEAN, name + ".mkv")
        chosen.append((name, len(pictures), middle))
    return chosen
