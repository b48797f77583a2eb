// SPDX-License-Identifier: GPL-3.0-or-later

package import Foundation
internal import Synchronization

/// Where one test makes its media with the `ffmpeg` command, and holds files open for as long as it runs.
package final class Studio: Sendable {
  private let folder: TemporaryFolder
  private let descriptors = Mutex<[Int32]>([])

  package init() throws { folder = try TemporaryFolder() }

  deinit { descriptors.withLock { $0.forEach { _ = close($0) } } }

  package var path: String { folder.path }

  /// The path of `name` inside.
  package func file(_ name: String) -> String { folder.file(name) }

  /// Makes a file with the `ffmpeg` command and opens it; `arguments` come between the common ones and the name.
  @discardableResult
  package func make(_ name: String, _ arguments: [String]) throws -> Int32 {
    try Shell.run(["ffmpeg", "-nostdin", "-v", "error", "-y"] + arguments + [file(name)])
    return try open(name)
  }

  /// Copies a film with a note that says it is to be shown turned clockwise by so many degrees.
  @discardableResult
  package func turn(_ name: String, to other: String, by degrees: Int) throws -> Int32 {
    // Only a copy keeps the note: FFmpeg 5 drops it when it encodes. It counts the other way round.
    let turn = (360 - degrees) % 360
    return try make(
      other, ["-i", file(name), "-c", "copy", "-metadata:s:v", "rotate=\(turn)"])
  }

  /// Writes a file and opens it.
  @discardableResult
  package func write(_ name: String, _ content: Data) throws -> Int32 {
    try content.write(to: URL(fileURLWithPath: file(name)))
    return try open(name)
  }

  package func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: file(name)))
  }

  /// Opens a file of the studio, or one with an absolute path, for reading.
  package func open(_ name: String) throws -> Int32 {
    try keep(Foundation.open(name.hasPrefix("/") ? name : file(name), O_RDONLY | O_CLOEXEC))
  }

  /// A new empty file for a program under test to write.
  package func output(_ name: String) throws -> Int32 {
    try keep(Foundation.open(file(name), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600))
  }

  /// A file that takes no byte, as one on a full disk.
  package func openFull() throws -> Int32 { try keep(Foundation.open("/dev/full", O_RDWR)) }

  private func keep(_ descriptor: Int32) throws -> Int32 {
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    descriptors.withLock { $0.append(descriptor) }
    return descriptor
  }
}
