// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux

/// What to do with a folder on the way through a drop folder.
package enum FolderRule: Hashable, Sendable {
  case enter
  /// The service's own results: only films and cut lists are of interest there, and no folder in it.
  case results
  case skip

  /// `path` leads from the drop folder to the folder in question.
  package init(_ path: Path) {
    let names = path.components
    guard let name = names.last else {
      self = .enter
      return
    }
    let folded = NamePattern.folded(name)
    if name == FolderRule.resultsName {
      self = .results
    } else if JunkNames.containFolder(folded)
      || FolderRule.isCameraProxy(folded, in: names.dropLast().last ?? [])
    {
      self = .skip
    } else {
      self = .enter
    }
  }

  /// The folder beside a config where its films appear.
  package static let resultsName = Array("montages".utf8)

  /// A file of one of these names keeps its folder out.
  package static func isKeepOut(_ name: [UInt8]) -> Bool {
    name == Array(".nomedia".utf8) || name == Array(".montageignore".utf8)
  }

  /// A file of this name halts the work for its folder.
  static func isPause(_ name: [UInt8]) -> Bool {
    name.count == 5 && NamePattern.folded(name) == Array("pause".utf8)
  }

  /// Sony keeps small copies of every clip, as MP4 files, beside the folder of the clips.
  private static func isCameraProxy(_ name: [UInt8], in parent: [UInt8]) -> Bool {
    NamePattern.folded(parent) == Array("m4root".utf8)
      && ["sub", "thmbnl", "general"].contains { Array($0.utf8) == name }
  }
}
