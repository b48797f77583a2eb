// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Glibc
internal import Synchronization

/// Clips that many tests use, each made once, in a folder that goes when the tests end.
package enum SampleKit {
  /// The path of a clip of 320x180 pixels, 30 frames a second and four seconds; copy it, never change it.
  package static func clip(_ pattern: SampleMedia.Pattern) throws -> String {
    try path(of: pattern.name + ".mp4") { path in
      try SampleMedia.write(pattern, to: path, seconds: 4)
    }
  }

  /// The path of a song of twelve seconds at 120 beats a minute.
  package static func song() throws -> String {
    try path(of: "song.wav") { path in
      try SampleMedia.song(seconds: 12).write(to: URL(fileURLWithPath: path))
    }
  }

  /// Where the build put its programs: beside the tests.
  package static let programs = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().path

  /// A cache that knows the measures of the song and of all clips, and holds no pieces; copy it.
  package static func measures() throws -> String {
    let clips = try SampleMedia.Pattern.allCases.map(clip)
    let song = try song()
    return try path(of: "measures") { path in
      let places = ["MONTAGED_CACHE_DIR=\(path)", "MONTAGED_STATE_DIR=\(path).state"]
      for call in [["analyze"] + clips, ["beats", song]] {
        try Shell.run(["env"] + places + [programs + "/montagectl"] + call)
      }
    }
  }

  /// Makes `folder` a cache with the measures of the kit.
  package static func putMeasures(into folder: String) throws {
    try FileManager.default.copyItem(atPath: measures(), toPath: folder)
  }

  /// The path of a file that `make` writes when it is asked for the first time; `make` must not ask for others.
  package static func path(
    of name: String, _ make: (_ path: String) throws -> Void
  ) throws -> String {
    try made.withLock { made in
      let path = folder + "/" + name
      if made.contains(name) { return path }
      try make(path)
      made.insert(name)
      return path
    }
  }

  /// A folder for what tests share, gone when they end.
  package static let folder: String = {
    let path = FileManager.default.temporaryDirectory.path + "/montaged-kit-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: SampleKit.folder) }
    return path
  }()

  private static let made = Mutex<Set<String>>([])
}

extension SampleMedia.Pattern {
  /// For file names.
  package var name: String { String(describing: self) }
}
