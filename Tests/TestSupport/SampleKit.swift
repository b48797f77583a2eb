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

  /// The path of a file that `make` writes when it is asked for the first time.
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
