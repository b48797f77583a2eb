// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
internal import Pipeline
internal import Synchronization

/// One line on a terminal that says what is done and how long it will take; silent elsewhere.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let state = Mutex(State())

  init(isShown: Bool) { self.isShown = isShown && isatty(STDERR_FILENO) == 1 }

  var listener: Progress.Listener { { progress in self.show(progress) } }

  /// Takes the line away.
  func clear() {
    guard isShown else { return }
    write("\r\u{1B}[K")
  }

  private func show(_ progress: Progress) {
    guard isShown else { return }
    let line = state.withLock { $0.line(for: progress, at: .now) }
    if let line { write("\r\u{1B}[K" + line) }
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }

  /// What was shown last, and when the stage began.
  private struct State: Sendable {
    var stage: Progress.Stage?
    var began = ContinuousClock.now
    var shown: ContinuousClock.Instant?

    mutating func line(for progress: Progress, at now: ContinuousClock.Instant) -> String? {
      if progress.stage != stage {
        stage = progress.stage
        began = now
        shown = nil
      }
      // Five lines a second are all that an eye can follow.
      if let shown, now - shown < .milliseconds(200), progress.share < 1 { return nil }
      shown = now
      let percent = Int(progress.share * 100)
      return "\(progress.stage.rawValue) \(percent) % \(progress.detail)\(remaining(progress, now))"
    }

    private func remaining(_ progress: Progress, _ now: ContinuousClock.Instant) -> String {
      let elapsed = now - began
      guard (0.05..<1).contains(progress.share), elapsed > .seconds(1) else { return "" }
      let spent = elapsed / .seconds(1)
      let seconds = Int(spent * (1 - progress.share) / progress.share)
      return seconds < 60 ? ", about \(seconds + 1) s left" : ", about \(seconds / 60 + 1) min left"
    }
  }
}
