// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Watching

/// Which files of a drop folder have come to rest, from one scan to the next.
///
/// It has no clock: times are durations since any fixed moment, on a clock that nobody sets.
struct Settling: Sendable {
  private let fileSystem: FileSystemKind
  private var trackers: [Path: StabilityTracker] = [:]
  /// Files whose container was walked to its end, by the fingerprint that they had then.
  private var whole: [Path: Fingerprint] = [:]
  /// When each quiet file was first found to lack its end.
  private var incompleteSince: [Path: Duration] = [:]

  /// A film waits so long for a copy that broke off; it is left out then, and named.
  private static let patience: Duration = .seconds(120)

  /// Files on such a file system.
  init(on fileSystem: FileSystemKind) { self.fileSystem = fileSystem }

  /// What one look at the folder found.
  struct Look: Sendable {
    /// Files that nobody is writing and whose containers are complete.
    var settled: Set<Path> = []
    /// Quiet files that have lacked their end for so long that no film waits for them.
    var givenUp: Set<Path> = []
    /// When the next file will be worth another look.
    var next: Duration?

    fileprivate mutating func wait(until time: Duration) {
      next = next.map { min($0, time) } ?? time
    }
  }

  /// Takes the folder's files at `now`; `closed` are those that a writer was seen to close, `isWhole` walks a container.
  mutating func observe(
    _ files: [ScannedFile], closed: Set<Path>, at now: Duration, isWhole: (ScannedFile) -> Bool
  ) -> Look {
    var look = Look()
    let present = Set(files.map(\.path))
    trackers = trackers.filter { present.contains($0.key) }
    whole = whole.filter { present.contains($0.key) }
    incompleteSince = incompleteSince.filter { present.contains($0.key) }
    for file in files {
      var tracker =
        trackers[file.path] ?? StabilityTracker(QuietRule(name: file.path.name, on: fileSystem))
      var verdict = tracker.observe(
        file.fingerprint, closed: closed.contains(file.path), at: now)
      if verdict == .stable, whole[file.path] != file.fingerprint {
        if isWhole(file) {
          whole[file.path] = file.fingerprint
          incompleteSince[file.path] = nil
        } else {
          verdict = tracker.findIncomplete(at: now)
          incompleteSince[file.path] = incompleteSince[file.path] ?? now
        }
      }
      trackers[file.path] = tracker
      switch verdict {
      case .stable: look.settled.insert(file.path)
      case .waiting(let until): look.wait(until: until)
      case .vanished: continue
      }
      if let since = incompleteSince[file.path], verdict != .stable {
        if now - since >= Self.patience {
          look.givenUp.insert(file.path)
        } else {
          look.wait(until: since + Self.patience)
        }
      }
    }
    return look
  }
}
