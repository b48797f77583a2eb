// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

@testable import Pipeline

/// Keeps the progress that was reported.
final class Heard: Sendable {
  private let kept = Mutex<[Progress]>([])

  func note(_ progress: Progress) { kept.withLock { $0.append(progress) } }

  var all: [Progress] { kept.withLock { $0 } }
  var last: Progress? { all.last }
}
