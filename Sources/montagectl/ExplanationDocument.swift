// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import Pipeline
internal import Status

/// What `explain --json` prints: the daemon's answer, and what the films of the project say of the file.
struct ExplanationDocument: Encodable {
  let told: Explanation
  let films: [FilmMention]

  func encode(to encoder: any Encoder) throws {
    try told.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(films.map(Film.init), forKey: .films)
  }

  private enum CodingKeys: CodingKey { case films }

  /// Times in seconds.
  private struct Film: Encodable {
    let film: String
    let shots: [Shot]
    let why_not: String?

    init(_ mention: FilmMention) {
      film = mention.film
      why_not = mention.whyNot
      shots = mention.shots.map {
        Shot(
          start: $0.start.seconds, end: $0.end.seconds, source_start: $0.sourceStart.seconds,
          reason: $0.reason)
      }
    }
  }

  private struct Shot: Encodable {
    let start: Double
    let end: Double
    let source_start: Double
    let reason: String
  }
}
