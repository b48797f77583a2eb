// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux
internal import Synchronization

/// Looks at one drop folder whenever something may have changed, and says what it sees.
package final class FolderWatcher: Sendable {
  package let root: Path
  /// Each look, the newest only, for one reader.
  package let views: AsyncStream<FolderView>
  private let continuation: AsyncStream<FolderView>.Continuation
  private let hints: FolderHints
  private let lane = SerialQueue(label: "folder")

  /// Nothing is watched until `run`.
  ///
  /// `marker` is the UUID that the ledger knows for this folder, nil when it was never enrolled; what `isKnown` affirms has
  /// settled before, under another run, and need not settle again.
  package init(
    _ root: Path, timing: FolderHints.Timing = FolderHints.Timing(), marker: String? = nil,
    isKnown: @escaping @Sendable (Fingerprint) -> Bool = { _ in false }
  ) {
    self.root = root
    (views, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    hints = FolderHints(root, timing: timing)
  }

  /// Watches until the task is cancelled, then ends the views; call it once.
  package func run() async { fatalError("the watching is being rebuilt") }

  /// Looks again now.
  package func look() {}
}
