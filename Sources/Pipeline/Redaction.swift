// SPDX-License-Identifier: GPL-3.0-or-later

/// Texts without the names that people gave their files and folders; each name is a short word, the same in all of them.
///
/// The words depend on a salt that is told to nobody, so that a name that somebody guesses cannot be confirmed.
/// What is known to be a name is replaced wherever it stands alone; so is whatever looks like a path outside the system's
/// own folders, and whatever ends as media files do.
package struct Redaction: Sendable {
  /// The longest first, so that no part of a name is replaced before it.
  private let names: [String]
  private let salt: [UInt8]

  /// Knows these paths and names, and the parts of each; a new salt makes new words.
  package init(names: some Sequence<String>, salt: [UInt8] = Redaction.newSalt()) {
    var known: Set<String> = []
    for name in names {
      let parts = name.split(separator: "/").map(String.init)
      known.formUnion([name] + parts + parts.map(Self.bare))
    }
    self.names = known.filter { $0.utf8.count > 2 && !Self.isOrdinary($0) }
      .sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
    self.salt = salt
  }

  /// 16 random bytes: more than anybody can try.
  package static func newSalt() -> [UInt8] { (0..<16).map { _ in UInt8.random(in: .min ... .max) } }

  /// The same with more names.
  package func knowing(_ more: some Sequence<String>) -> Redaction {
    Redaction(names: names + Array(more), salt: salt)
  }

  package func text(_ text: String) -> String {
    var text = text
    for name in names where text.contains(name) { text = replacing(name, in: text) }
    text = withoutPaths(text)
    return text.replacing(Self.mediaFile) { match in
      let isDone = match.0.contains(Self.mark) || Self.isOrdinary(String(match.0))
      return isDone ? String(match.0) : word(for: String(match.0))
    }
  }

  /// A path with a word in place of each of its names, but for those that every machine has.
  package func path(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.isEmpty || Self.isOrdinary(String(part)) ? String(part) : word(for: String(part))
    }.joined(separator: "/")
  }

  /// Stands for a name; what kind of file it is may be seen.
  private func word(for name: String) -> String {
    let bare = Self.bare(name)
    let ending = name.utf8.count - bare.utf8.count < 6 ? name.dropFirst(bare.count) : ""
    return Self.mark + StableName.digest(of: salt + Array(bare.utf8)).prefix(8) + ending
  }

  /// Without an ending.
  private static func bare(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// A path of the system ends at a blank; another may hold blanks, and is taken to end where a sentence has a sign.
  private func withoutPaths(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let slash = rest.firstIndex(of: "/") {
      result += rest[..<slash]
      rest = rest[slash...]
      let starts = result.last.map { " \"'(=\t\n".contains($0) } ?? true
      let isSystems = Self.isSystems(rest)
      let end = rest.firstIndex { (isSystems ? " " : "").contains($0) || Self.signs.contains($0) }
      let found = String(rest[..<(end ?? rest.endIndex)])
      guard starts, found.utf8.count > 1, found.dropFirst().first != " " else {
        result += "/"
        rest = rest.dropFirst()
        continue
      }
      result += isSystems ? found : path(found)
      rest = rest[(end ?? rest.endIndex)...]
    }
    return result + rest
  }

  private static let signs: Set<Character> = ["\"", "'", "(", ")", ",", ";", ":", "<", ">", "\n"]

  private func replacing(_ name: String, in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let range = rest.firstRange(of: name) {
      let before = text[..<range.lowerBound].last
      let after = text[range.upperBound...].first
      let isAlone = !Self.isLetter(before) && !Self.isLetter(after)
      result += rest[..<range.lowerBound] + (isAlone ? path(name) : name)
      rest = rest[range.upperBound...]
    }
    return result + rest
  }

  private static func isLetter(_ character: Character?) -> Bool {
    character.map { $0.isLetter || $0.isNumber } ?? false
  }

  private static func isOrdinary(_ name: String) -> Bool {
    ordinary.contains(bare(name).lowercased()) || name.hasPrefix(mark)
  }

  private static func isSystems(_ path: Substring) -> Bool {
    ["/etc/", "/usr/", "/var/", "/run/", "/proc/", "/sys/", "/dev/", "/bin/", "/lib/", "/sbin/"]
      .contains { path.hasPrefix($0) }
  }

  private static let mark = "~"

  /// Folders that say nothing of who has them.
  private static let ordinary: Set<String> = [
    "srv", "mnt", "media", "home", "var", "lib", "cache", "data", "drop", "run", "etc", "tmp",
    "montage", "montages", "montaged", "previous", "pieces", "footage", "clips", "music", "video",
    "videos", "film", "films", "song",
  ]

  private static var mediaFile: some RegexComponent<Substring> {
    #/
    [^\n"';:\(\/]*?
    \.(?i:mp4|m4v|mov|mkv|avi|mts|m2ts|mxf|webm|wmv|mpe?g|3gp|lrv|insv|mp3|m4a|aac|flac|wav|ogg|opus|aiff?|cube)\b
    /#
  }
}
