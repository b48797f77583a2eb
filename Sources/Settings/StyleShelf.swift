// SPDX-License-Identifier: GPL-3.0-or-later

/// The styles that a config can name: those that come with the program, and files `NAME.style.yaml`.
package struct StyleShelf: Hashable, Sendable {
  /// By their names in small letters.
  private var files: [String: File]

  private struct File: Hashable, Sendable {
    var name: String
    /// What people call the file.
    var file: String
    var bytes: [UInt8]
  }

  /// What comes with the program.
  package static let shipped = StyleShelf(
    files: [
      ("energetic", PackageResources.energetic_yaml), ("balanced", PackageResources.balanced_yaml),
      ("dramatic", PackageResources.dramatic_yaml), ("buildup", PackageResources.buildup_yaml),
      ("calm", PackageResources.calm_yaml), ("travel", PackageResources.travel_yaml),
      ("sport", PackageResources.sport_yaml), ("wedding", PackageResources.wedding_yaml),
      ("trailer", PackageResources.trailer_yaml),
    ].map { (name: $0.0 + ".style.yaml", bytes: $0.1) })

  /// Files by their names; one whose name is no style's is left out.
  package init(files: [(name: String, bytes: [UInt8])]) {
    self.files = [:]
    for (name, bytes) in files {
      guard let style = Self.style(ofFile: name) else { continue }
      self.files[style.lowercased()] = File(name: style, file: name, bytes: bytes)
    }
  }

  /// The names that can be written, in order.
  package var names: [String] { files.values.map(\.name).sorted() }

  /// What the other shelf has as well, where this one has nothing of that name.
  package func over(_ other: StyleShelf) -> StyleShelf {
    var shelf = self
    shelf.files.merge(other.files) { own, _ in own }
    return shelf
  }

  /// The style of a name, case aside.
  package func style(named name: String) throws(ConfigError) -> StyleFile? {
    guard let file = files[name.lowercased()] else { return nil }
    return try StyleFile(name: file.name, file: file.file, bytes: file.bytes)
  }

  /// The name of the style that a file holds, by the file's name; nil for other files.
  package static func style(ofFile name: String) -> String? {
    let folded = name.lowercased()
    guard let ending = endings.first(where: folded.hasSuffix), folded.count > ending.count else {
      return nil
    }
    return String(name.dropLast(ending.count))
  }

  private static let endings = [".style.yaml", ".style.yml"]
}
