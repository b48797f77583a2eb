// SPDX-License-Identifier: GPL-3.0-or-later

internal import YAML

/// The keys of one kind of config file, by the words that people write.
protocol ConfigKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// What may follow the colon, after "write".
  var allowed: String { get }
  /// A value that is right.
  var example: String { get }
  /// What the items of a list are called; nil for a key that takes one value.
  var items: String? { get }
  /// What may be written in braces, or in lines below the key, instead of its one value.
  var parts: [KeyPart] { get }
  /// What to do instead of writing more items than a list may have.
  var fewerItems: String { get }
  /// Planned keys: a config that holds one asks for something that no version does yet.
  static var planned: Set<String> { get }
  /// Words that other programs and earlier plans use, and the line to write instead.
  static var replaced: [String: String] { get }
  /// A line that shows what a config is made of.
  static var sampleLine: String { get }
}

extension ConfigKey {
  var items: String? { nil }
  var parts: [KeyPart] { [] }
  var fewerItems: String { "" }
  static var planned: Set<String> { [] }
  static var replaced: [String: String] { [:] }
}

/// One value of a key that may have several.
struct KeyPart: Hashable {
  let name: String
  /// What may follow the colon, after "write".
  let allowed: String
  let example: String
}

/// Where the keys stand that were read without a mistake.
struct KeyLines<Key: ConfigKey> {
  var keys: [Key: Int] = [:]
  /// A line for each item that was taken into a list.
  var items: [Key: [Int]] = [:]

  subscript(key: Key) -> Int? { keys[key] }
}

/// What several keys say together and cannot.
struct Contradiction: Hashable {
  let line: Int
  let problem: String
  let remedy: String
}

/// The values of a config, as its keys fill them.
protocol ConfigFields {
  associatedtype Key: ConfigKey

  /// Takes a key's one value.
  mutating func set(_ key: Key, to scalar: Scalar) throws(Refusal)
  /// Takes one value of a key that may have several.
  mutating func set(_ key: Key, part: KeyPart, to scalar: Scalar) throws(Refusal)
  /// Begins a key's list.
  mutating func clear(_ key: Key)
  /// Takes one item of a list; `isAlone` when it stands where a list may stand.
  mutating func append(_ item: Scalar, isAlone: Bool, to key: Key) throws(Refusal)
  /// Fits together what the keys say, and answers what does not fit.
  mutating func settle(_ lines: KeyLines<Key>) -> [Contradiction]
}

extension ConfigFields {
  mutating func set(_ key: Key, part: KeyPart, to scalar: Scalar) throws(Refusal) {
    preconditionFailure("\(key.rawValue) has no parts")
  }

  mutating func clear(_ key: Key) {}

  mutating func append(_ item: Scalar, isAlone: Bool, to key: Key) throws(Refusal) {
    preconditionFailure("\(key.rawValue) takes no list")
  }
}
