// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport

/// Small footage and a song for one film.
struct ServiceMaterial: Sendable {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let sources = [
      "testsrc2=size=320x180:rate=30",
      "mandelbrot=size=320x180:rate=30:start_scale=0.5:end_scale=0.1:end_pts=90",
      "life=size=320x180:rate=30:mold=10:ratio=0.2:seed=5",
    ]
    for (index, source) in sources.enumerated() {
      try Shell.run(
        "ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-t", "4", "-pix_fmt", "yuv420p",
        "-c:v", "libx264", "-preset", "ultrafast", folder.file("clip\(index).mp4"))
    }
    let drum = "0.8*sin(2*PI*(50+70*exp(-28*mod(t,0.5)))*mod(t,0.5))*exp(-9*mod(t,0.5))"
    try Shell.run(
      "ffmpeg", "-v", "error", "-f", "lavfi", "-i",
      "aevalsrc='\(drum)+0.3*(random(0)*2-1)*exp(-60*mod(t,0.5))':s=44100:d=8",
      folder.file("song.flac"))
  }

  var path: String { folder.path }
}
