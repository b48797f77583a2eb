// SPDX-License-Identifier: GPL-3.0-or-later

package import Linux
package import Settings
internal import Watching

extension StyleShelf {
  /// The same below the styles that lie directly in a folder; blocks while it reads them.
  ///
  /// A file that cannot be read is no style: who names it is told that there is none.
  package func under(_ folder: Path) -> StyleShelf {
    let names = ((try? Directory.entries(folder)) ?? []).filter { $0.kind == .regular }
      .map { Path(bytes: $0.name) }.filter(Self.mayBeStyle).sorted().prefix(Self.most)
    guard !names.isEmpty else { return self }
    let files = names.compactMap { name -> (name: String, bytes: [UInt8])? in
      let bytes = try? OpenFile.bytes(of: name, in: folder, limit: Self.longest, orElse: "too long")
      return bytes.map { (name.display, $0) }
    }
    return StyleShelf(files: files).over(self)
  }

  /// Whether files of that name hold styles.
  static func mayBeStyle(_ file: Path) -> Bool {
    Self.style(ofFile: Path(bytes: file.name).display) != nil
  }

  /// Who has more is not making films.
  private static let most = 100
  /// Bytes.
  private static let longest = 64 << 10
}
