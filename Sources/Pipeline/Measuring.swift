// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Jobs
package import Linux
package import Media
package import Workers

/// Measures footage and songs once: what the cache knows of a content is never computed again.
package struct Measuring: Sendable {
  private let cache: Cache?
  private let pool: WorkerPool

  /// Without a store everything is measured anew.
  package init(store: Store?, pool: WorkerPool) {
    cache = store?.cache
    self.pool = pool
  }

  /// The content key of an open file, by its identity where that is known.
  package func contentKey(of file: OpenFile) throws -> ContentKey {
    if let known = try cache?.content(of: file.identity) { return known }
    let key = try file.contentKey()
    try cache?.remember(key, of: file.identity)
    return key
  }

  /// The shots of a footage file.
  package func footage(
    _ file: OpenFile, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> (ContentKey, FootageAnalysis) {
    try await measure(AnalyzeJob(), of: file, version: Self.footageVersion, progress: progress)
  }

  /// The beats of a song.
  package func music(
    _ file: OpenFile, progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> (ContentKey, MusicAnalysis) {
    try await measure(MusicJob(), of: file, version: Self.musicVersion, progress: progress)
  }

  private func measure<Body: Job>(
    _ job: Body, of file: OpenFile, version: Int,
    progress: @escaping @Sendable (Double) -> Void
  ) async throws -> (ContentKey, Body.Answer) {
    let content = try contentKey(of: file)
    let key = MeasurementKey(content: content, kind: Body.kind.rawValue, version: version)
    if let known = try cache?.measurement(Body.Answer.self, for: key) { return (content, known) }
    let answer = try await pool.run(job, inputs: [file], progress: progress)
    // Whoever wrote in between makes the answer one about no file at all.
    guard file.isUnchanged else { throw JobFailure(.damaged, detail: "changed while it was read") }
    try cache?.store(answer, for: key)
    return (content, answer)
  }

  /// Raised when a change of the analysers changes what they answer.
  private static let footageVersion = 2
  private static let musicVersion = 2
}
