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

  /// Raised when a change of how sound is made changes what is heard, or what is told of it.
  private static let version = 2

  /// The sound, in a file that stays open whatever becomes of its name.
  struct Prepared: Sendable {
    var content: SoundtrackJob.Answer
    /// Footage whose sound is not in it because it cannot be read.
    var unreadable: [ContentKey]
    /// Footage that has no sound.
    var mute: [ContentKey]
    var name: String
    var file: OpenFile
    /// An earlier film had it.
    var isReused: Bool
  }

  /// Looks up, and encodes what is missing.
  func prepare(
    _ timeline: Timeline, sources: [ContentKey: OpenFile], song: OpenFile?
  ) async throws -> Prepared? {
    guard let soundtrack = timeline.soundtrack, let song else { return nil }
    let order = Self.order(for: timeline, soundtrack)
    let key = try Self.key(of: order)
    if let kept = try kept(for: key, order) { return kept }
    return try await encode(order, as: key, sources: sources, song: song)
  }

  /// A job and the footage that it gets, in order.
  struct Order: Sendable {
    var job: SoundtrackJob
    var footage: [ContentKey]
  }

  /// What is asked for: the clips only where their own sound is wanted.
  static func order(for timeline: Timeline, _ soundtrack: Soundtrack) -> Order {
    let rate = Rational(samplesPerSecond)
    func sample(_ frame: Int) -> Int {
      MediaTime(frame: frame, rate: timeline.frameRate).frame(at: rate)
    }
    var order = Order(
      job: SoundtrackJob(soundtrack: soundtrack, sampleCount: sample(timeline.frameCount)),
      footage: [])
    guard soundtrack.sound != .music else { return order }
    for clip in timeline.clips {
      let index = order.footage.firstIndex(of: clip.content) ?? order.footage.count
      if index == order.footage.count { order.footage.append(clip.content) }
      order.job.clips.append(
        SoundtrackJob.OwnSound(
          footage: index, source: sample(clip.source.start), start: sample(clip.timelineStart),
          end: sample(clip.timelineEnd)))
    }
    return order
  }

  /// Forgets a file that is not what it should be.
  func drop(_ sound: Prepared) throws {
    try store.cache.removeSoundtrack(file: sound.name)
    try Directory.remove(store.pieceFolder.joining(sound.name))
  }

  /// Of the sound of every film.
  private static let samplesPerSecond: Int64 = 48_000

  /// Names what is heard: song, stretch, length, clips with their own sound, and how it is made.
  private static func key(of order: Order) throws -> String {
    var digest = SHA256()
    digest.update(Array("\(version) ".utf8))
    digest.update(try Wire.line(order.job))
    digest.update(try Wire.line(order.footage))
    return digest.hexadecimal()
  }

  private func kept(for key: String, _ order: Order) throws -> Prepared? {
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
      content: stored.content, unreadable: order.unreadable(in: stored.content),
      mute: order.mute(in: stored.content), name: stored.file.name, file: file, isReused: true)
  }

  private func encode(
    _ order: Order, as key: String, sources: [ContentKey: OpenFile], song: OpenFile
  ) async throws -> Prepared {
    let footage = order.footage.compactMap { sources[$0] }
    guard footage.count == order.footage.count else {
      throw MontageFailure(.fault, "the plan names footage that is not there")
    }
    let songs = order.job.soundtrack.sound == .original ? [] : [song]
    // It loses its name, and with it its bytes, when this returns.
    let room = try OutputFile.create(in: store.pieceFolder, permissions: 0o640)
    var output = try OutputFile.create(in: store.pieceFolder, permissions: 0o640)
    let answer: SoundtrackJob.Answer
    do throws(JobFailure) {
      answer = try await pool.run(
        order.job, inputs: songs + footage, outputs: [output.raw, room.raw],
        ticket: WorkTicket(.film, subject: title))
    } catch {
      throw MontageFailure(song: song, error)
    }
    guard answer.samples == order.job.sampleCount else {
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
    withExtendedLifetime(room) {}
    return Prepared(
      content: answer, unreadable: order.unreadable(in: answer), mute: order.mute(in: answer),
      name: name, file: file, isReused: false)
  }
}

extension SoundMaker.Order {
  fileprivate func unreadable(in answer: SoundtrackJob.Answer) -> [ContentKey] {
    answer.unreadable.keys.sorted().filter(footage.indices.contains).map { footage[$0] }
  }

  fileprivate func mute(in answer: SoundtrackJob.Answer) -> [ContentKey] {
    answer.mute.filter(footage.indices.contains).map { footage[$0] }
  }
}
