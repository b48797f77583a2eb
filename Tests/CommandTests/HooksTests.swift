// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Systemd
import TestSupport
import Testing

/// `hooks`: programs of the administrator that are run for events of the journal.
@Suite(.timeLimit(.minutes(1)))
struct HooksTests {
  private let desk: Desk

  init() throws { desk = try Desk(isCold: true) }

  private func hook(_ name: String, _ script: String, mode: Int = 0o755) throws {
    try desk.write("#!/bin/sh\n\(script)\n", to: "hooks.d/\(name)")
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: desk.path("hooks.d/\(name)"))
  }

  private func record(_ event: JournalEvent, _ fields: [String: String]) throws -> String {
    let all = fields.merging(["MESSAGE_ID": event.rawValue, "PRIORITY": "5"]) { $1 }
    return String(decoding: try JSONEncoder().encode(all), as: UTF8.self)
  }

  /// Runs the command on records; answers its exit status and what it said.
  private func run(_ records: [String], _ options: String = "") throws -> (Int32, String) {
    try desk.write(records.joined(separator: "\n") + "\n", to: "records")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      "exec '\(SampleKit.programs)/montagectl' hooks '\(desk.path("hooks.d"))' \(options) "
        + "<'\(desk.path("records"))'",
    ]
    let errors = Foundation.Pipe()
    process.standardError = errors
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said)
  }

  @Test func `each hook is told what happened, one after the other`() throws {
    let log = desk.path("log")
    for name in ["20-second", "10-first"] {
      try hook(name, "{ echo \(name); env | grep '^MONTAGED_' | sort; } >>'\(log)'")
    }
    let film = try record(
      .filmPublished,
      ["MESSAGE": "made $(id)\nof it", "MONTAGED_FOLDER": "/srv/Müller's", "MONTAGED_FILM": "trip"])
    let (status, said) = try run([film])
    #expect(status == 0 && said.isEmpty, "\(said)")
    let told = """
      MONTAGED_EVENT=film-published
      MONTAGED_FILE=/srv/Müller's/montages/trip.mp4
      MONTAGED_FILM=trip
      MONTAGED_FOLDER=/srv/Müller's
      MONTAGED_MESSAGE=made $(id)

      """
    #expect(desk.text("log") == "10-first\n\(told)20-second\n\(told)")
  }

  @Test func `what is no event, or no hook, is passed over`() throws {
    let touch = "touch '\(desk.path("ran"))'"
    try hook("disabled", touch, mode: 0o644)
    for name in [".hidden", "old~", "a.dpkg-old", "notes.txt"] { try hook(name, touch) }
    let event = try record(.paused, ["MESSAGE": "paused"])
    #expect(try run([event]).0 == 0)
    #expect(!desk.has("ran"))
    try hook("real", touch)
    let others = [
      "", "no JSON", "{}", "{\"MESSAGE_ID\":\"0123456789abcdef0123456789abcdef\"}",
      "{\"MESSAGE\":[1,2]}",
    ]
    #expect(try run(others).0 == 0)
    #expect(!desk.has("ran"))
    #expect(try run(others + [event]).0 == 0)
    #expect(desk.has("ran"))
  }

  @Test func `one that fails or hangs is told, and keeps no other`() throws {
    try hook("1-fails", "exit 3")
    try hook("2-hangs", "sleep 60")
    try hook("3-works", "touch '\(desk.path("ran"))'")
    let (status, said) = try run([try record(.filmFailed, ["MESSAGE": "x"])], "--for 1")
    #expect(status == 0)
    #expect(said.contains("hooks.d/1-fails: exit status 3, for film-failed"), "\(said)")
    #expect(said.contains("hooks.d/2-hangs: ended after 1 s, for film-failed"), "\(said)")
    #expect(desk.has("ran"))
  }

  @Test func `a folder that is not there is an error`() throws {
    let (status, said) = try run([try record(.started, ["MESSAGE": "x"])])
    #expect(status == 66 && said.contains("hooks.d"), "\(status) \(said)")
    #expect(try run([], "--for never").0 == 64)
  }

  @Test func `the manual names every event`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let manual = root.appendingPathComponent("man/montaged.8")
    let page = try String(contentsOf: manual, encoding: .utf8)
    for event in JournalEvent.allCases {
      let name = String(describing: event).replacing(#/[A-Z]/#) { "-" + $0.output.lowercased() }
      #expect(page.contains(name), "\(name)")
    }
  }
}
