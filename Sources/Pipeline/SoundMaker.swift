// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Digest
internal import Jobs
internal import Linux
internal import Media
internal import Workers

/// Sees to it that the sound of a timeline stands in a file, encoding it only when no earlier film had the same.
struct SoundMaker: Sendable {
  let store: Store
  let pool: WorkerPool
  /// What people are told that the workers work on.
  var title = ""

  /// Raised when a change of how sound is made changes what is heard.
  private static let version = 1

  /// The sound, in a file that stays open whatever becomes of its name.
  struct Prepared: Sendable {
    var content: SoundtrackJob.Answer
    var name: String
    var file: OpenFile
    /// An earlier film had it.
    var isReused: Bool
  }

  /// Looks up, and encodes what is missing.
  func prepare(_ timeline: Timeline, song: OpenFile?) async throws -> Prepared? {
    guard let soundtrack = timeline.soundtrack, let song else { return nil }
    let job = SoundtrackJob(
      soundtrack: soundtrack,
      sampleCount: timeline.duration.frame(at: Rational(Self.samplesPerSecond)))
    let key = try Self.key(of: job)
    if let kept = try kept(for: key) { return kept }
    return try await encode(job, as: key, song: song)
  }

  /// Forgets a file that is not what it should be.
  func drop(_ sound: Prepared) throws {
    try store.cache.removeSoundtrack(file: sound.name)
    try Directory.remove(store.pieceFolder.joining(sound.name))
  }

  /// Of the sound of every film.
  private static let samplesPerSecond: Int64 = 48_000

  /// Names what is heard: song, stretch, length, and how it is made.
  private static func key(of job: SoundtrackJob) throws -> String {
    var digest = SHA256()
    digest.update(Array("\(version) ".utf8))
    digest.update(try Wire.line(job))
    return digest.hexadecimal()
  }

  private func kept(for key: String) throws -> Prepared? {
    guard let stored = try store.cache.soundtrack(SoundtrackJob.Answer.self, for: key) else {
      return nil
    }
    guard let file = try? OpenFile(Path(stored.file.name), in: store.pieceFolder),
      file.status.size == stored.file.byteCount
    else {
      // Somebody took it away or spoiled it.
      try store.cache.removeSoundtrack(file: stored.file.name)
      try Directory.remove(store.pieceFolder.joining(stored.file.name))
      return nil
    }
    try store.cache.markUsed(soundtrack: stored.file.name, at: .now)
    return Prepared(
      content: stored.content, name: stored.file.name, file: file, isReused: true)
  }

  private func encode(
    _ job: SoundtrackJob, as key: String, song: OpenFile
  ) async throws -> Prepared {
    var output = try OutputFile.create(in: store.pieceFolder, permissions: 0o640)
    let answer: SoundtrackJob.Answer
    do throws(JobFailure) {
      answer = try await pool.run(
        job, inputs: [song], outputs: [output.raw], ticket: WorkTicket(.film, subject: title))
    } catch {
      throw MontageFailure(song: song, error)
    }
    guard answer.samples == job.sampleCount else {
      throw MontageFailure(.fault, "the sound of the film has another length than was asked for")
    }
    let name = OutputFile.randomName + ".m4a"
    let status = try output.publish(as: Array(name.utf8), replacing: false)
    let file = try OpenFile(Path(name), in: store.pieceFolder)
    let stored = StoredSoundtrack(
      content: answer, file: PieceFile(name: name, byteCount: status.size, lastUsed: .now))
    for old in try store.cache.add(stored, for: key) {
      try Directory.remove(store.pieceFolder.joining(old))
    }
    // Its lock says until here that the file has an owner.
    withExtendedLifetime(output) {}
    return Prepared(content: answer, name: name, file: file, isReused: false)
  }
}
