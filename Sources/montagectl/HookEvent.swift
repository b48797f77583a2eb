// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
internal import Systemd

/// Something that the daemon told the journal and that hooks are run for.
struct HookEvent {
  /// `NAME=value`, what a hook finds in its environment.
  let environment: [String]
  let name: String

  /// Reads a record as `journalctl --output=json` writes it; nil for one that is no event of the daemon's.
  init?(_ line: [UInt8]) {
    guard let record = try? JSONDecoder().decode(Record.self, from: Data(line)),
      let event = record.MESSAGE_ID.flatMap(JournalEvent.init(rawValue:))
    else { return nil }
    name = Self.name(of: event)
    var values = [
      ("EVENT", name), ("MESSAGE", record.MESSAGE ?? ""), ("FOLDER", record.MONTAGED_FOLDER ?? ""),
      ("FILM", record.MONTAGED_FILM ?? ""), ("CLIP", record.MONTAGED_CLIP ?? ""),
    ]
    if let folder = record.MONTAGED_FOLDER, let film = record.MONTAGED_FILM {
      values.append(("FILE", "\(folder)/montages/\(film).mp4"))
    }
    environment = values.filter { !$0.1.isEmpty && !$0.1.utf8.contains(0) }
      .map { "MONTAGED_\($0.0)=\($0.1)" }
  }

  /// `film-published` for `filmPublished`.
  static func name(of event: JournalEvent) -> String {
    String(describing: event).reduce(into: "") { name, character in
      name += character.isUppercase ? "-" + character.lowercased() : String(character)
    }
  }

  /// The fields of a record that hooks are told.
  private struct Record: Decodable {
    var MESSAGE_ID: String?
    var MESSAGE: String?
    var MONTAGED_FOLDER: String?
    var MONTAGED_FILM: String?
    var MONTAGED_CLIP: String?
  }
}
