// SPDX-License-Identifier: GPL-3.0-or-later

/// How often to look where changes are not reported: often while things change, rarely later.
struct PollPace: Sendable {
  private let timing: FolderWatcher.Timing
  private var lastChange: Duration

  init(_ timing: FolderWatcher.Timing, at now: Duration) {
    self.timing = timing
    lastChange = now
  }

  mutating func noteChange(at now: Duration) { lastChange = now }

  /// The next look after one at `now`.
  func next(after now: Duration) -> Duration {
    now + (now - lastChange < timing.idleAfter ? timing.poll : timing.idlePoll)
  }
}
