// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Jobs
internal import Linux
internal import Workers

/// The right to run one analysis, shared with other processes by way of the cache.
struct Lease: Sendable {
  let store: Store
  let order: Measuring.Order

  /// How often to look whether another process has finished.
  private static let pollPause: Duration = .seconds(1)

  /// Waits while another process measures the same; answers which try it is.
  func take() async throws -> Int {
    var earliest: Int64 = 0
    while true {
      let time = max(store.clock(), earliest)
      switch try store.cache.claim(
        order.key, owner: store.owner.text, with: order.file.identity, at: time)
      {
      case .granted(let attempt): return attempt
      case .held(let owner):
        if ProcessIdentity(owner)?.isAlive == true {
          try await Task.sleep(for: Self.pollPause)
        } else {
          _ = try store.cache.takeOver(order.key, from: owner, at: time)
        }
      case .waiting(let until, let reason, let detail):
        let failure = JobFailure(reason: reason, detail: detail)
        // What was wrong outside the file may be right now; who asks himself is not told to wait.
        guard order.urgency > .analysis, RetryRule.isOutside(failure.reason) else {
          throw refusal(failure.retrySentence)
        }
        earliest = until
      case .refused(.quarantined, let reason, let detail):
        let failure = JobFailure(reason: reason, detail: detail)
        throw refusal(failure.quarantineSentence)
      case .refused(_, let reason, let detail):
        throw JobFailure(reason: reason, detail: detail)
      }
    }
  }

  private func refusal(_ sentence: String) -> Refusal {
    Refusal(file: Path.display(order.file.path.name), sentence: sentence)
  }

  /// Writes down what became of it; a cache that cannot be written now is none of the file's faults.
  func end(with error: any Error) {
    let cache = store.cache
    let now = store.clock()
    // A worker that is stopped may look like one that died.
    guard let failure = error as? JobFailure, order.file.isUnchanged, !Task.isCancelled else {
      try? cache.giveBack(order.key, at: now)
      return
    }
    let failures = (try? cache.attempt(of: order.key))?.failures ?? 0
    let fault = Fault(failure.reason.rawValue, detail: failure.detail)
    switch RetryRule.verdict(on: failure.reason, failures: failures) {
    case .reject: try? cache.reject(order.key, reason: fault.reason, detail: fault.detail, at: now)
    case .retry(let pause):
      try? cache.fail(
        order.key, reason: fault.reason, detail: fault.detail, retryAt: now + pause, at: now)
    case .quarantine:
      try? cache.fail(
        order.key, reason: fault.reason, detail: fault.detail, retryAt: nil, at: now)
    case .giveBack(after: 0): try? cache.giveBack(order.key, at: now)
    case .giveBack(let pause):
      try? cache.giveBack(order.key, because: fault, retryAt: now + pause, at: now)
    }
  }
}
