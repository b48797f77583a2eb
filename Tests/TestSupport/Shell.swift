// SPDX-License-Identifier: GPL-3.0-or-later

package import Foundation

/// Runs other people's programs, which tests use as independent makers and judges of media.
package enum Shell {
  /// Runs `arguments[0]` from PATH and answers its standard output; fails with its standard error.
  @discardableResult
  package static func run(_ arguments: String..., in folder: String? = nil) throws -> Data {
    try run(arguments, in: folder)
  }

  /// Runs `arguments[0]` from PATH and answers its standard output; fails with its standard error.
  @discardableResult
  package static func run(_ arguments: [String], in folder: String? = nil) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let output = Pipe()
    let errors = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // A full error pipe would block the program: the test programs say little there.
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(
        command: arguments.joined(separator: " "), status: process.terminationStatus,
        complaint: String(decoding: complaint, as: UTF8.self))
    }
    return data
  }

  /// A program ended with another status than 0.
  package struct Failure: Error {
    package let command: String
    package let status: Int32
    package let complaint: String
  }
}
