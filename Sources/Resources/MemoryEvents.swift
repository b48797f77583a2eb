// SPDX-License-Identifier: GPL-3.0-or-later

/// How often a control group met its limits, from its `memory.events`.
package struct MemoryEvents: Hashable, Sendable {
  /// Times it was slowed down at `memory.high`.
  package let high: Int64
  /// Times it could get no memory at `memory.max`.
  package let oom: Int64

  package init(high: Int64, oom: Int64) {
    self.high = high
    self.oom = oom
  }

  /// Nil when the text is not that file.
  package init?(_ text: String) {
    let values = Fields.plain(text)
    guard let high = values["high"], let oom = values["oom"] else { return nil }
    self.init(high: high, oom: oom)
  }
}
