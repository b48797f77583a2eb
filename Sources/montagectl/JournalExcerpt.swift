// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Linux

/// The service's last messages, as far as this user may read the journal.
struct JournalExcerpt {
  /// A line for each message: when, how urgent, what.
  var text: String
  /// What the messages name.
  var names: [String] = []

  static func read() async -> JournalExcerpt {
    do {
      return JournalExcerpt(records: try await records())
    } catch let error as SystemError where error.isMissing {
      return JournalExcerpt(text: "there is no journalctl")
    } catch {
      return JournalExcerpt(text: "cannot be read: \(error)")
    }
  }

  private init(text: String) { self.text = text }

  private init(records: [Record]) {
    text = records.map(\.line).joined(separator: "\n")
    if records.isEmpty { text = "no message, or none that this user may read" }
    names = records.flatMap { [$0.MONTAGED_FOLDER, $0.MONTAGED_CLIP, $0.MONTAGED_FILM] }
      .compactMap(\.self)
  }

  private static func records() async throws -> [Record] {
    let pipe = try Linux.Pipe()
    var command = Linux.Command(
      executable: "/usr/bin/journalctl",
      arguments: ["--unit=montaged", "--lines=\(count)", "--output=json", "--no-pager", "--quiet"])
    command.output = .descriptor(pipe.writing.raw)
    command.errors = .null
    let child = try ChildProcess.spawn(command)
    var records: [Record] = []
    for try await line in try LineReader(pipe.keepReading(), limit: 1 << 20) {
      // A message that is no text is given as numbers, and left out.
      if let record = try? JSONDecoder().decode(Record.self, from: Data(line)) {
        records.append(record)
      }
    }
    _ = await child.termination()
    return records
  }

  /// The fields of a message that are asked for.
  private struct Record: Decodable {
    var MESSAGE: String
    var PRIORITY: String?
    var __REALTIME_TIMESTAMP: String
    var MONTAGED_FOLDER: String?
    var MONTAGED_CLIP: String?
    var MONTAGED_FILM: String?

    var line: String {
      // Microseconds since 1970.
      "\(__REALTIME_TIMESTAMP.dropLast(6)) <\(PRIORITY ?? "6")> "
        + MESSAGE.replacing("\n", with: " ")
    }
  }

  private static let count = 300
}
