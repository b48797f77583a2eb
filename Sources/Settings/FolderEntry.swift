// SPDX-License-Identifier: GPL-3.0-or-later

internal import YAML

/// One more drop folder in the text of the service's configuration, whose every other line stays as it is.
package enum FolderEntry: Hashable, Sendable {
  /// The file names the folder already.
  case present
  /// The file with the folder.
  case added([UInt8])
  /// The list is written in a way that is left to people.
  case unclear

  /// Adds `folder` to the file of that content; throws the mistakes that it has, or would have with the folder.
  ///
  /// Whatever the lines look like, the answer is only given when it reads as the old file with the folder added.
  package init(adding folder: String, to bytes: [UInt8], file: String) throws(ConfigError) {
    var wanted = try DaemonConfig(file: file, bytes: bytes)
    // By bytes, as the kernel tells folders apart.
    guard !wanted.folders.contains(where: { $0.utf8.elementsEqual(folder.utf8) }) else {
      self = .present
      return
    }
    wanted.folders.append(folder)
    guard let text = String(validating: bytes, as: UTF8.self),
      let edited = FolderLines(text).adding(folder)
    else {
      self = .unclear
      return
    }
    let config = try DaemonConfig(file: file, bytes: Array(edited.utf8))
    self = config == wanted ? .added(Array(edited.utf8)) : .unclear
  }

  /// What somebody writes below `folders:`, or anywhere in a file without that key.
  package static func lines(for folder: String) -> [String] {
    ["folders:", "  - " + pasteable(folder)]
  }
}

/// The lines of a configuration, each with whatever ends it but the line feed.
private struct FolderLines {
  private var lines: [String]

  init(_ text: String) {
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// Nil where the list has a form that is none of the usual ones.
  func adding(_ folder: String) -> String? {
    guard let key = lines.firstIndex(where: { Self.value(of: $0) != nil }),
      let value = Self.value(of: lines[key])
    else { return withList(of: folder) }
    if value.isEmpty { return inBlock(folder, below: key) }
    if value == "[]" { return replacing(key, with: [pasteable(folder)]) }
    guard value.hasPrefix("[") else {
      return replacing(key, with: [value, pasteable(folder)])
    }
    guard value.hasSuffix("]"), let bracket = lines[key].lastIndex(of: "]") else { return nil }
    var copy = self
    copy.lines[key].insert(
      contentsOf: ", " + pasteable(folder, inBrackets: true), at: bracket)
    return copy.text
  }

  private var text: String { lines.joined(separator: "\n") }

  /// A file without the key gets it below the line that shows its default, or at the end.
  private func withList(of folder: String) -> String {
    var copy = self
    let new = FolderEntry.lines(for: folder)
    if let sample = lines.lastIndex(where: { Self.bare($0) == "#folders: []" }) {
      copy.insert(new, below: sample)
      return copy.text
    }
    if copy.lines.last?.isEmpty == true { copy.lines.removeLast() }
    copy.insert(new, below: copy.lines.count - 1)
    return copy.text + "\n"
  }

  private func inBlock(_ folder: String, below key: Int) -> String {
    var last = key
    var indent = "  "
    for (number, line) in lines.enumerated().dropFirst(key + 1) {
      let bare = Self.bare(line)
      if bare.isEmpty || bare.hasPrefix("#") { continue }
      guard bare.hasPrefix("-") else { break }
      if last == key { indent = String(line.prefix { $0 == " " }) }
      last = number
    }
    var copy = self
    copy.insert([indent + "- " + pasteable(folder)], below: last)
    return copy.text
  }

  /// Writes the list anew, an item a line; a comment behind it stays.
  private func replacing(_ key: Int, with items: [String]) -> String {
    var copy = self
    let comment = Self.comment(of: lines[key]).map { " " + $0 } ?? ""
    let ending = lines[key].hasSuffix("\r") ? "\r" : ""
    copy.lines[key] = "folders:" + comment + ending
    copy.insert(items.map { "  - " + $0 }, below: key)
    return copy.text
  }

  /// Lines that end as their neighbour does.
  private mutating func insert(_ new: [String], below line: Int) {
    let ending = lines.indices.contains(line) && lines[line].hasSuffix("\r") ? "\r" : ""
    lines.insert(contentsOf: new.map { $0 + ending }, at: line + 1)
  }

  /// What stands behind `folders:` in a line, without a comment; nil in any other line.
  private static func value(of line: String) -> String? {
    guard line.hasPrefix("folders") else { return nil }
    let rest = line.dropFirst("folders".count).drop { $0 == " " || $0 == "\t" }
    guard rest.first == ":" else { return nil }
    let value = bare(String(rest.dropFirst()))
    guard let comment = comment(of: line) else { return value }
    return bare(String(value.dropLast(comment.count)))
  }

  /// From the sign on that stands behind a blank.
  private static func comment(of line: String) -> String? {
    guard let start = line.firstRange(of: " #")?.lowerBound else { return nil }
    return bare(String(line[start...]))
  }

  /// Without the blanks around it.
  private static func bare(_ text: String) -> String {
    let isBlank = { (scalar: Unicode.Scalar) in " \t\r".unicodeScalars.contains(scalar) }
    var scalars = text.unicodeScalars.drop(while: isBlank)
    while let last = scalars.last, isBlank(last) { scalars.removeLast() }
    return String(scalars)
  }
}
