// SPDX-License-Identifier: GPL-3.0-or-later

internal import Resources
internal import Status
internal import Workers

extension FolderStatus.Clips {
  /// Adds those of one project.
  mutating func add(_ count: ClipCounts) {
    total += count.rule.measured + count.rule.seen + count.rule.unseen + count.unusable
      + count.settling
    measured += count.rule.measured
    waiting += count.rule.seen + count.rule.unseen
    settling += count.settling
    unusable += count.unusable
  }
}

extension FileStatusLine.State {
  /// Worth a line among others that are not.
  var needsAttention: Bool {
    switch self {
    case .waiting, .measured: false
    case .settling, .incomplete, .unreadable, .analysing, .damaged, .quarantined: true
    }
  }
}
