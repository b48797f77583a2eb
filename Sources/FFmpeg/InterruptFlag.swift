// SPDX-License-Identifier: GPL-3.0-or-later

internal import Synchronization

/// Asks work in progress to stop; once set it stays set.
package final class InterruptFlag: Sendable {
  private let flag = Atomic(false)

  package init() {}

  /// Makes every call that watches this flag end with an interruption.
  package func set() { flag.store(true, ordering: .releasing) }

  package var isSet: Bool { flag.load(ordering: .acquiring) }
}
