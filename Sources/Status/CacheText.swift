// SPDX-License-Identifier: GPL-3.0-or-later

/// What the cache holds, for a terminal.
package struct CacheText {
  private let status: CacheStatus

  package init(_ status: CacheStatus) { self.status = status }

  package var lines: [String] {
    [ShownName.line(status.path), row("database", Quantity.bytes(status.databaseBytes))]
      + status.measurements.map { row($0.name, Quantity.count($0.count, "measurement")) }
      + status.attempts.map {
        row($0.name, $0.count == 1 ? "1 analysis" : "\($0.count) analyses")
      }
      + [row("pieces", Self.words(for: status.pieces)), row("soundtracks", soundtracks)]
      + (status.second.map(Self.lines) ?? [])
  }

  private var soundtracks: String {
    Quantity.count(status.soundtracks.count, "file") + ", "
      + Quantity.bytes(status.soundtracks.bytes)
  }

  private static func lines(for second: CacheStatus.Place) -> [String] {
    let text = CacheText(CacheStatus(path: ""))
    let absence = second.absence.map { ["  away: " + ShownName.line($0)] } ?? []
    return [ShownName.line(second.path)] + [text.row("pieces", words(for: second))] + absence
  }

  private static func words(for place: CacheStatus.Place) -> String {
    let limit = place.limit.map { " of " + Quantity.bytes($0) } ?? ""
    return Quantity.count(place.count, "file") + ", " + Quantity.bytes(place.bytes) + limit
  }

  private func row(_ name: String, _ words: String) -> String {
    "  " + Columns.fitted(ShownName.line(name), Self.nameWidth) + words
  }

  /// Cells: the longest name is `analyze-coarse`.
  private static let nameWidth = 16
}
