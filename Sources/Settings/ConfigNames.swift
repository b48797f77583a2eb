// SPDX-License-Identifier: GPL-3.0-or-later

internal import YAML

/// A file that asks for a montage.
package struct ConfigName: Hashable, Sendable {
  /// The file's name, byte for byte.
  package let file: [UInt8]
  /// What its films are called: `montage`, or NAME of `NAME.montage.yaml`.
  package let montage: String

  package init(file: [UInt8], montage: String) {
    self.file = file
    self.montage = montage
  }
}

/// The configs among the names in one folder, and the names that keep some from being used.
package struct ConfigNames: Hashable, Sendable {
  /// Sorted by the bytes of the file's name; no two make films of the same name.
  package private(set) var configs: [ConfigName] = []
  package private(set) var problems: [ConfigProblem] = []

  /// Reads the names of a folder's entries; the order does not count.
  package init(among names: [[UInt8]]) {
    var groups: [String: [ConfigName]] = [:]
    for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      if let problem = Self.nearMiss(name) { problems.append(problem) }
      guard let stem = Self.stem(of: name) else { continue }
      if let problem = Self.problem(with: stem, of: name) {
        problems.append(problem)
      } else {
        let montage = String(decoding: stem, as: UTF8.self)
        groups[montage.lowercased(), default: []].append(ConfigName(file: name, montage: montage))
      }
    }
    for group in groups.values.sorted(by: { $0[0].file.lexicographicallyPrecedes($1[0].file) }) {
      if group.count == 1 { configs.append(group[0]) } else { problems.append(Self.clash(group)) }
    }
    problems.sort { $0.file < $1.file }
  }

  /// True for the file with the defaults of a whole drop folder.
  package static func isDefaults(_ name: [UInt8]) -> Bool {
    let lower = folded(name)
    return lower == Array("montaged.defaults.yaml".utf8)
      || lower == Array("montaged.defaults.yml".utf8)
  }

  /// What stands before `.montage.yaml`; `montage` for the plain name; nil for other and for hidden files.
  private static func stem(of name: [UInt8]) -> [UInt8]? {
    let lower = folded(name)
    for suffix in ["montage.yaml", "montage.yml"].map({ Array($0.utf8) }) {
      if lower == suffix { return Array("montage".utf8) }
      let dotted = [UInt8(ascii: ".")] + suffix
      let isHidden = lower.starts(with: ".".utf8) || lower.starts(with: "~$".utf8)
      if lower.count > dotted.count, lower.suffix(dotted.count).elementsEqual(dotted), !isHidden {
        return Array(name.dropLast(dotted.count))
      }
    }
    return nil
  }

  private static func problem(with stem: [UInt8], of name: [UInt8]) -> ConfigProblem? {
    let file = shown(name)
    guard let text = String(validating: stem, as: UTF8.self),
      text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else {
      return ConfigProblem(
        file: file, line: nil, problem: "the name holds characters that cannot be shown",
        remedy: "rename it with ordinary letters")
    }
    guard stem.count <= stemLimit else {
      return ConfigProblem(
        file: file, line: nil,
        problem: "the name before .montage has \(stem.count) bytes, more than \(stemLimit)",
        remedy: "give it a shorter name")
    }
    return nil
  }

  /// A config with the extension that an editor added.
  private static func nearMiss(_ name: [UInt8]) -> ConfigProblem? {
    let lower = folded(name)
    let ending = Array(".txt".utf8)
    guard lower.count > ending.count, lower.suffix(ending.count).elementsEqual(ending) else {
      return nil
    }
    let bare = Array(name.dropLast(ending.count))
    let isPlain = folded(bare) == Array("montage".utf8)
    guard isPlain || stem(of: bare) != nil else { return nil }
    return ConfigProblem(
      file: shown(name), line: nil, problem: "the name ends with .txt, so that it is no config",
      remedy: "rename it to \(excerpt(shown(bare) + (isPlain ? ".yaml" : "")))")
  }

  private static func clash(_ group: [ConfigName]) -> ConfigProblem {
    let names = group.map { excerpt(shown($0.file)) }.joined(separator: " and ")
    return ConfigProblem(
      file: shown(group[0].file), line: nil,
      problem: "\(names) would write the same film \(excerpt(group[0].montage + ".mp4"))",
      remedy: "keep one, and call the other for example \"second.montage.yaml\"")
  }

  private static func shown(_ name: [UInt8]) -> String {
    String(excerpt(String(decoding: name, as: UTF8.self)).dropFirst().dropLast())
  }

  private static func folded(_ name: [UInt8]) -> [UInt8] {
    name.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
  }

  /// 255 bytes of a file name less the longest ending that is written, `.cuts.new.yaml`, and a temporary one.
  private static let stemLimit = 200
}
