// SPDX-License-Identifier: GPL-3.0-or-later

/// How short the machine is of memory, and with that how far work stands back.
package enum PressureLevel: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Work is admitted.
  case green
  /// Nothing more is admitted while something runs.
  case yellow
  /// Workers are suspended, one after the other.
  case orange
  /// Workers are ended, one after the other; their jobs run again later.
  case red

  package static func < (left: PressureLevel, right: PressureLevel) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .green: 0
    case .yellow: 1
    case .orange: 2
    case .red: 3
    }
  }
}
