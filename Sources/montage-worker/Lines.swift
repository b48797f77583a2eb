// SPDX-License-Identifier: GPL-3.0-or-later

internal import Glibc
internal import Synchronization

/// Whole lines to a pipe; a parent that is gone ends the process.
final class Lines: Sendable {
  private let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }

  func write(_ line: [UInt8]) {
    var rest = line[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { exit(EX_IOERR) }
      rest = rest.dropFirst(count)
    }
  }
}

/// Lets through a tenth of a second's worth of progress at a time.
final class ProgressPace: Sendable {
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  func isDue() -> Bool {
    let now = ContinuousClock.now
    return last.withLock { last in
      if let last, now - last < .milliseconds(100) { return false }
      last = now
      return true
    }
  }
}
