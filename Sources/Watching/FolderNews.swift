// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// What a batch of the kernel's reports amounts to.
package struct FolderNews: Hashable, Sendable {
  package private(set) var isWorthScanning = false
  /// The set of folders may differ from the watched ones.
  package private(set) var foldersChanged = false
  package private(set) var closed: Set<Path> = []

  package init() {}

  /// Takes one report about `folder`, which is nil when the watch is not known.
  package mutating func add(_ event: InotifyEvent, in folder: Path?) {
    guard !event.isOverflow, !event.isFolderGone, let folder else {
      // The end of a watch that we removed ourselves is no news.
      if !event.isWatchGone { lookEverywhere() }
      return
    }
    if event.isWatchGone { return lookEverywhere() }
    let path = folder.joining(event.name)
    let isResult = FolderRule(folder) == .results
    if event.isDirectory, !event.name.isEmpty {
      if !isResult, FolderRule(path) != .skip { lookEverywhere() }
      return
    }
    let kind = event.name.isEmpty ? .other : FileKind(name: event.name)
    // Our own films and reports make no work; a file that keeps a folder out does.
    guard isResult ? kind == .cuts : kind != .junk || FolderRule.isKeepOut(event.name) else {
      return
    }
    isWorthScanning = true
    if event.isClosing { closed.insert(path) }
  }

  private mutating func lookEverywhere() {
    isWorthScanning = true
    foldersChanged = true
  }

  /// Closed files to remember for a reader who does not ask.
  static let mostClosed = 10_000
}
