// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// Which files of a drop folder have come to rest, from one scan to the next.
///
/// It has no clock: times are durations since any fixed moment, on a clock that nobody sets.
package struct Settling: Sendable {
  private let fileSystem: FileSystemKind
  private var trackers: [Path: StabilityTracker] = [:]
  /// Files whose container was walked to its end, by the fingerprint that they had then.
  private var whole: [Path: Fingerprint] = [:]
  /// When each quiet file was first found to lack its end, and what it was then: one that grows is given more time.
  private var incomplete: [Path: (since: Duration, fingerprint: Fingerprint)] = [:]

  /// A film waits so long for a copy that broke off; it is left out then, and named.
  private static let patience: Duration = .seconds(120)

  /// Files on such a file system.
  package init(on fileSystem: FileSystemKind) { self.fileSystem = fileSystem }

  /// What one look at the folder found.
  package struct Look: Sendable {
    /// Files that nobody is writing and whose containers are complete.
    package var settled: Set<Path> = []
    /// Quiet files that have lacked their end for so long that no film waits for them.
    package var givenUp: Set<Path> = []
    /// When the next file will be worth another look.
    package var next: Duration?

    fileprivate mutating func wait(until time: Duration) {
      next = next.map { min($0, time) } ?? time
    }
  }

  /// Takes the folder's files at `now`; `closed` are those that a writer was seen to close, `isWhole` walks a container.
  package mutating func observe(
    _ files: [ScannedFile], closed: Set<Path>, at now: Duration, isWhole: (ScannedFile) -> Bool
  ) -> Look {
    var look = Look()
    let present = Set(files.map(\.path))
    trackers = trackers.filter { present.contains($0.key) }
    whole = whole.filter { present.contains($0.key) }
    incomplete = incomplete.filter { present.contains($0.key) }
    for file in files {
      let verdict = verdict(on: file, closed: closed.contains(file.path), at: now, isWhole: isWhole)
      switch verdict {
      case .stable: look.settled.insert(file.path)
      case .waiting(let until): look.wait(until: until)
      case .vanished: continue
      }
      guard verdict != .stable, let since = incomplete[file.path]?.since else { continue }
      if now - since >= Self.patience {
        look.givenUp.insert(file.path)
      } else {
        look.wait(until: since + Self.patience)
      }
    }
    return look
  }

  private mutating func verdict(
    on file: ScannedFile, closed: Bool, at now: Duration, isWhole: (ScannedFile) -> Bool
  ) -> StabilityTracker.Verdict {
    var tracker =
      trackers[file.path] ?? StabilityTracker(QuietRule(name: file.path.name, on: fileSystem))
    defer { trackers[file.path] = tracker }
    if incomplete[file.path]?.fingerprint != file.fingerprint { incomplete[file.path] = nil }
    let verdict = tracker.observe(file.fingerprint, closed: closed, at: now)
    guard verdict == .stable, whole[file.path] != file.fingerprint else { return verdict }
    guard !isWhole(file) else {
      whole[file.path] = file.fingerprint
      incomplete[file.path] = nil
      return .stable
    }
    let since = incomplete[file.path]?.since ?? now
    incomplete[file.path] = (since, file.fingerprint)
    return tracker.findIncomplete(at: now)
  }
}
