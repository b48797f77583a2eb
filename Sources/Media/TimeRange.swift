// SPDX-License-Identifier: GPL-3.0-or-later

/// A half-open span of time, `start ..< end`.
package struct TimeRange: Hashable, Sendable, Codable {
  package let start: MediaTime
  package let end: MediaTime

  /// A span that does not end before it starts.
  package init(start: MediaTime, end: MediaTime) {
    precondition(start <= end, "a range ends after it starts")
    self.start = start
    self.end = end
  }

  package var duration: MediaTime { end - start }

  package func contains(_ time: MediaTime) -> Bool { start <= time && time < end }

  private enum CodingKeys: CodingKey { case start, end }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let start = try container.decode(MediaTime.self, forKey: .start)
    let end = try container.decode(MediaTime.self, forKey: .end)
    guard start <= end else {
      throw DecodingError.dataCorruptedError(
        forKey: .end, in: container, debugDescription: "the range ends before it starts")
    }
    self.init(start: start, end: end)
  }
}
