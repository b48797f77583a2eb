// SPDX-License-Identifier: GPL-3.0-or-later

internal import Jobs
internal import Linux
internal import Media
internal import Planning
internal import Settings
internal import Watching

/// Measures a project's footage, each file by itself: one that fails is named, the rest goes on.
struct Ingest: Sendable {
  let folder: Path
  let measuring: Measuring
  /// Files in work at a time; the workers' own number is lower.
  let width: Int

  /// A file with its measures.
  struct Footage: Sendable, Hashable {
    /// From the project folder.
    var path: Path
    var status: FileStatus
    var content: ContentKey
    var analysis: FootageAnalysis
    /// What films have to put up with in it.
    var hardship = Hardship()

    /// As planning knows it; `order` is its place among all.
    func source(order: Int, _ config: MontageConfig = MontageConfig()) -> SourceFootage {
      let must = config.mustStretches(of: path.bytes)
      return SourceFootage(
        content: content, name: path.exact, order: order, analysis: analysis,
        unusable: hardship.leftOut.map(\.range) + config.neverStretches(of: path.bytes),
        mustAppear: must.contains(nil), mustShow: must.compactMap(\.self))
    }
  }

  /// A file that cannot be used, and why, for people.
  struct Rejected: Sendable, Hashable {
    var path: Path
    var reason: String
  }

  /// Results in the order of `files`.
  func measure(
    _ files: [ScannedFile], progress: @escaping Progress.Listener
  ) async throws -> (footage: [Footage], rejected: [Rejected]) {
    let tally = Tally(
      stage: .analysing, unit: "clips", total: files.count, listener: progress)
    var results: [Int: Result<Footage, MontageFailure>] = [:]
    try await withThrowingTaskGroup(of: (Int, Result<Footage, MontageFailure>).self) { group in
      for (index, file) in files.enumerated() {
        if index >= width, let (done, result) = try await group.next() { results[done] = result }
        group.addTask {
          let result = try await measure(file) { share in tally.update(index, done: share) }
          tally.update(index, done: 1)
          return (index, result)
        }
      }
      for try await (index, result) in group { results[index] = result }
    }
    return Self.sort(files, results)
  }

  private static func sort(
    _ files: [ScannedFile], _ results: [Int: Result<Footage, MontageFailure>]
  ) -> (footage: [Footage], rejected: [Rejected]) {
    var footage: [Footage] = []
    var rejected: [Rejected] = []
    var names: [ContentKey: Path] = [:]
    for (index, file) in files.enumerated() {
      switch results[index] {
      case .success(let measured):
        if let twin = names[measured.content] {
          rejected.append(
            Rejected(path: file.path, reason: "the same recording as \(twin.display)"))
        } else {
          names[measured.content] = file.path
          footage.append(measured)
        }
      case .failure(let failure):
        rejected.append(Rejected(path: file.path, reason: failure.sentence))
      case nil: continue
      }
    }
    return (footage, rejected)
  }

  /// Throws only what ends the whole montage: cancellation, a failing store.
  private func measure(
    _ file: ScannedFile, progress: @escaping @Sendable (Double) -> Void
  ) async throws -> Result<Footage, MontageFailure> {
    let open: OpenFile
    do throws(SystemError) {
      open = try OpenFile(file.path, in: folder)
      if let problem = try Completeness.problem(of: open) {
        return .failure(MontageFailure(.input, problem))
      }
    } catch {
      return .failure(MontageFailure(.input, error.readingSentence))
    }
    do {
      let (content, analysis) = try await measuring.footage(open, progress: progress)
      if let damage = Damage.sentence(for: analysis) {
        return .failure(MontageFailure(.input, damage))
      }
      let hardship = try measuring.hardship(of: content, analysis)
      if let refusal = hardship.givenUp { return .failure(MontageFailure(.input, refusal)) }
      return .success(
        Footage(
          path: file.path, status: open.status, content: content, analysis: analysis,
          hardship: hardship))
    } catch let failure as JobFailure {
      if failure.reason == .cancelled { throw MontageFailure(.cancelled, "cancelled") }
      if failure.reason == .notInstalled { throw MontageFailure(failure) }
      return .failure(MontageFailure(.input, failure.footageSentence))
    } catch let refusal as Refusal {
      return .failure(MontageFailure(.input, refusal.sentence))
    } catch let error as SystemError {
      return .failure(MontageFailure(.input, error.readingSentence))
    }
  }
}

extension Completeness {
  /// Why the file's own structure says that it is not all there; nil when it does not.
  static func problem(of file: OpenFile) throws(SystemError) -> String? {
    guard file.status.size > 0 else { return "empty; copy it again" }
    let found = try ContainerWalk<SystemError>.check(size: file.status.size) {
      (offset, count) throws(SystemError) in try file.bytes(at: offset, count: count)
    }
    guard case .incomplete(let percent) = found else { return nil }
    return "incomplete (\(percent) %); copy it again, or wait until the copy is done"
  }
}
