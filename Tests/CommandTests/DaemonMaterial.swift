// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport

/// Small footage and songs, made once for all tests of the daemon.
struct DaemonMaterial: Sendable {
  private let folder: TemporaryFolder
  /// Names of six clips of 3 s that show different things.
  let clips: [String]

  /// What a daemon's cache holds at its start, so that not every test measures and encodes anew.
  enum Warmth: String, CaseIterable {
    case cold
    /// The measures of all clips and songs.
    case measured
    /// The pieces of the film of all clips to `song.flac` too.
    case made
  }

  /// A task, so that those who wait for it keep no thread from other tests.
  static let shared = Task { try DaemonMaterial() }

  /// Where a file of that name is.
  func file(_ name: String) -> String { folder.file(name) }

  private init() throws {
    let folder = try TemporaryFolder()
    let sources = [
      "testsrc2=size=320x180:rate=30",
      "mandelbrot=size=320x180:rate=30:start_scale=0.5:end_scale=0.1:end_pts=90",
      "life=size=320x180:rate=30:mold=10:ratio=0.2:seed=5",
      "cellauto=size=320x180:rate=30:rule=110:seed=4",
      "smptebars=size=320x180:rate=30,rotate=angle=t",
      "sierpinski=size=320x180:rate=30:seed=7",
    ]
    clips = sources.indices.map { "clip\($0).mp4" }
    for (name, source) in zip(clips, sources) {
      try Shell.run(
        "ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-t", "3", "-pix_fmt", "yuv420p",
        "-c:v", "libx264", "-preset", "ultrafast", folder.file(name))
    }
    try Self.song(every: "0.5", at: folder.file("song.flac"))
    try Self.song(every: "0.6", at: folder.file("slower.flac"))
    self.folder = folder
    try warmUp()
  }

  /// Where a cache of such contents lies, to be copied.
  func cache(_ warmth: Warmth) -> String { folder.file("cache-\(warmth.rawValue)") }

  private func warmUp() throws {
    let project = folder.file("project")
    try Shell.run("mkdir", project, cache(.cold))
    for file in clips + ["song.flac"] { try Shell.run("cp", folder.file(file), project) }
    try Shell.run("touch", project + "/montage.yaml")
    try montagectl("plan", project)
    try montagectl("beats", folder.file("slower.flac"))
    try Shell.run("cp", "-r", cache(.made), cache(.measured))
    try montagectl("make", project)
  }

  private func montagectl(_ command: String, _ operand: String) throws {
    try Shell.run(
      "env", "MONTAGED_STATE_DIR=\(folder.file("state"))", "MONTAGED_CACHE_DIR=\(cache(.made))",
      DaemonUnderTest.program("montagectl").path, command, operand)
  }

  /// Eight seconds with a drum at every multiple of `period` seconds.
  private static func song(every period: String, at path: String) throws {
    let drum =
      "0.8*sin(2*PI*(50+70*exp(-28*mod(t,\(period))))*mod(t,\(period)))*exp(-9*mod(t,\(period)))"
    try Shell.run(
      "ffmpeg", "-v", "error", "-f", "lavfi", "-i",
      "aevalsrc='\(drum)+0.3*(random(0)*2-1)*exp(-60*mod(t,\(period)))':s=44100:d=8", path)
  }
}
