// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// What a batch of the kernel's reports makes worth another look.
package struct FolderNews: Hashable, Sendable {
  /// Reports were lost or cannot be placed, or the drop folder itself changed.
  package private(set) var isEverything = false
  /// Folders whose names are to be read again.
  package private(set) var folders: Set<Path> = []
  /// Folders that came or went: what was known below is void.
  package private(set) var renewed: Set<Path> = []
  /// Files to ask for their status.
  package private(set) var files: Set<Path> = []
  /// Those of them that a writer closed or that were moved in.
  package private(set) var closed: Set<Path> = []

  package init() {}

  /// Takes one report about `folder`, which is nil when the watch is not known.
  package mutating func add(_ event: InotifyEvent, in folder: Path?) {
    guard !event.isOverflow, let folder else {
      // The end of a watch that we removed ourselves is no news.
      if !event.isWatchGone { isEverything = true }
      return
    }
    if event.isWatchGone || event.isFolderGone {
      renew(folder)
    } else if event.name.isEmpty {
      folders.insert(folder)
    } else if event.isDirectory {
      addFolder(event, folder)
    } else {
      addFile(event, folder)
    }
  }

  /// Makes up for anything that may have been missed.
  package mutating func lookEverywhere() { isEverything = true }

  private mutating func renew(_ folder: Path) {
    guard !folder.bytes.isEmpty else {
      isEverything = true
      return
    }
    renewed.insert(folder)
    folders.insert(folder.parentFolder)
  }

  private mutating func addFolder(_ event: InotifyEvent, _ folder: Path) {
    let path = folder.joining(event.name)
    guard FolderRule(folder) != .results, FolderRule(path) != .skip else { return }
    if event.isAttributeChange {
      // It may be readable now; a folder that is not has no watch of its own.
      folders.insert(path)
    } else {
      renew(path)
    }
  }

  private mutating func addFile(_ event: InotifyEvent, _ folder: Path) {
    let isMarker = folder.bytes.isEmpty && event.name == FolderMarker.name
    if isMarker || FolderRule.isPause(event.name) || FolderRule.isKeepOut(event.name) {
      folders.insert(folder)
      return
    }
    // Our own reports make no work; a film may be taken away.
    let isResult = FolderRule(folder) == .results
    guard FileKind(name: event.name, isResult: isResult) != nil else { return }
    let path = folder.joining(event.name)
    files.insert(path)
    if event.isClosing { closed.insert(path) }
  }
}
