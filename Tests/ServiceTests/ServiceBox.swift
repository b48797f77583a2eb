// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport

/// A real systemd in name spaces of its own, on a file system that forgets; ends with the process that made it.
final class ServiceBox: Sendable {
  /// Why there can be no box here; nil where there can.
  static let refusal: String? = {
    do {
      try Shell.run(script, "--check")
      return nil
    } catch {
      return (error as? Shell.Failure)?.complaint ?? "\(error)"
    }
  }()

  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  private static let script = repository + "/packaging/service-box"

  /// Of the box's systemd, as the machine counts.
  private let identifier: String
  /// The box stays for as long as somebody holds the other end of its standard input.
  private let leash: FileHandle
  private let process: Process

  /// Boots; `folders` are the machine's own inside too.
  init(sharing folders: [String]) throws {
    let input = Pipe()
    let output = Pipe()
    process = Process()
    process.executableURL = URL(fileURLWithPath: Self.script)
    process.arguments = folders.flatMap { ["--share", $0] }
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    leash = input.fileHandleForWriting
    // The one line that it says comes when systemd is up, or never.
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    identifier = line.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !identifier.isEmpty else { throw Failure(description: "the box did not boot") }
  }

  deinit {
    try? leash.close()
    process.waitUntilExit()
  }

  /// Runs a shell script inside, for a minute at most; answers what it printed, and fails as it does.
  @discardableResult
  func run(_ script: String) throws -> String {
    let data = try Shell.run(
      "nsenter", "-t", identifier, "-m", "-u", "-i", "-n", "-p", "-C", "--",
      "timeout", "60", "bash", "-c", script)
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The exit status of a shell script inside.
  func status(_ script: String) throws -> Int32 {
    do {
      try run(script)
      return 0
    } catch let failure as Shell.Failure {
      return failure.status
    }
  }

  /// Waits until a shell script inside succeeds.
  func wait(_ what: String, seconds: Double = 30, until script: String) async throws {
    let end = Date().addingTimeInterval(seconds)
    while try status(script) != 0 {
      guard Date() < end else {
        throw Failure(
          description: "waited in vain for \(what); the service said:\n\(journal)")
      }
      // systemd tells others of changes only over D-Bus, which the box does without.
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// The last words of the service and of systemd about it.
  private var journal: String {
    (try? run("journalctl -u montaged -n 40 --no-pager -o short-precise")) ?? ""
  }

  /// The box, or the service in it, did not do what the test needs.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }
}
