// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// One run of a built program, from its command line to its exit status.
struct Program {
  let status: Int32
  let output: String
  let errors: String
  let seconds: Double

  /// Lines on standard error.
  var complaints: [String] { errors.split(separator: "\n").map(String.init) }

  /// A started program; nobody waits for it yet.
  final class Running {
    let process = Process()
    let started = ContinuousClock.now
    private let logs: TemporaryFolder
    /// The desk, whose folder must not go while the program works in it.
    private let desk: Desk

    /// Files instead of pipes take any amount of output without a reader.
    init(_ arguments: [String], environment: [String: String], at desk: Desk) throws {
      self.desk = desk
      logs = try TemporaryFolder()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = arguments
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.currentDirectoryURL = URL(fileURLWithPath: desk.folder.path)
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try Self.handle(logs.file("output"))
      process.standardError = try Self.handle(logs.file("errors"))
      try process.run()
    }

    private static func handle(_ path: String) throws -> FileHandle {
      try Data().write(to: URL(fileURLWithPath: path))
      return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    func wait() -> Program {
      process.waitUntilExit()
      let isKilled = process.terminationReason == .uncaughtSignal
      func text(_ name: String) -> String {
        let data = FileManager.default.contents(atPath: logs.file(name)) ?? Data()
        return String(decoding: data, as: UTF8.self)
      }
      return Program(
        // As shells count.
        status: process.terminationStatus + (isKilled ? 128 : 0), output: text("output"),
        errors: text("errors"), seconds: (.now - started) / .seconds(1))
    }
  }

  /// Standard output as JSON; fails when it is anything else.
  func document() throws -> Document {
    try Document(JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed))
  }
}

/// A JSON document that tests walk by keys and positions.
struct Document: CustomStringConvertible {
  private let value: Any?

  init(_ value: Any?) { self.value = value }

  subscript(key: String) -> Document { Document((value as? [String: Any])?[key]) }
  subscript(index: Int) -> Document { items.indices.contains(index) ? items[index] : Document(nil) }

  var items: [Document] { (value as? [Any] ?? []).map { Document($0) } }
  var keys: Set<String> { Set((value as? [String: Any] ?? [:]).keys) }
  var text: String? { value as? String }
  var number: Double? { (value as? NSNumber)?.doubleValue }
  var count: Int? { number.flatMap { Int(exactly: $0) } }
  var isNull: Bool { value is NSNull }
  var description: String { value.map { "\($0)" } ?? "nothing" }
}
