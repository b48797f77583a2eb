// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport

@testable import FFmpeg

/// An open file, closed when the value is dropped.
final class MediaFile {
  let descriptor: Int32
  let path: String

  init(_ path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    self.path = path
    if descriptor < 0 { throw CocoaError(.fileNoSuchFile) }
  }

  deinit { close(descriptor) }

  /// Makes a file with the `ffmpeg` command; `arguments` come between the common ones and the file name.
  static func generate(
    _ name: String, in folder: TemporaryFolder, _ arguments: String...
  ) throws -> MediaFile {
    let path = folder.file(name)
    try Shell.run(["ffmpeg", "-nostdin", "-v", "error", "-y"] + arguments + [path])
    return try MediaFile(path)
  }
}
