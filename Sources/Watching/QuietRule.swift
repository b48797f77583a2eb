// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// How long a file must stay unchanged before it counts as whole.
package struct QuietRule: Hashable, Sendable {
  /// After a writer was seen to close it, or it was moved in.
  package let afterClosing: Duration
  /// When no closing was seen, as on a network mount.
  package let otherwise: Duration
  /// An empty file is a file like any other; a media file that is empty has not come yet.
  package let allowsEmpty: Bool

  package init(afterClosing: Duration, otherwise: Duration, allowsEmpty: Bool) {
    self.afterClosing = afterClosing
    self.otherwise = otherwise
    self.allowsEmpty = allowsEmpty
  }

  /// Small files that an editor writes at once.
  package static let text = QuietRule(
    afterClosing: .seconds(1), otherwise: .seconds(1), allowsEmpty: true)
  /// Containers whose structure tells whether they are whole.
  package static let media = QuietRule(
    afterClosing: .seconds(2), otherwise: .seconds(10), allowsEmpty: false)
  /// Nothing but quiet tells whether these are whole.
  package static let openEnded = QuietRule(
    afterClosing: .seconds(30), otherwise: .seconds(30), allowsEmpty: false)
  /// Where the last writer is not seen, a close proves nothing.
  package static let polled = QuietRule(
    afterClosing: .seconds(10), otherwise: .seconds(10), allowsEmpty: false)

  /// The rule for a file of this name on such a file system; `quiet` is what a closed media file gets.
  package init(
    name: [UInt8], on fileSystem: FileSystemKind, quiet: Duration = media.afterClosing
  ) {
    let media = QuietRule(
      afterClosing: quiet, otherwise: max(quiet, Self.media.otherwise), allowsEmpty: false)
    self =
      switch FileKind(name: name) {
      case .config, .defaults, .cuts: .text
      case .footage, .music, .film, .junk, .other:
        if FileKind.isOpenEnded(name: name) {
          .openEnded
        } else {
          fileSystem.reportsChanges ? media : .polled
        }
      }
  }
}
