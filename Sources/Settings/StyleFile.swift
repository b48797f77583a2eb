// SPDX-License-Identifier: GPL-3.0-or-later

package import Media
internal import YAML

/// What a style's file says: how films are cut, and what a config need not say then.
package struct StyleFile: Hashable, Sendable {
  /// For people, a sentence.
  package fileprivate(set) var about = ""
  package fileprivate(set) var style = Style()
  /// Holds what the style says of a film's looks; the rest is as without a style.
  fileprivate(set) var look = MontageConfig.plain

  /// Reads a file whose style is called `name`; throws everything that is wrong with it at once.
  package init(name: String, file: String, bytes: [UInt8]) throws(ConfigError) {
    self = try ConfigDecoder(file: file, bytes: bytes, into: StyleFields()).checked().result
    style.name = name
  }

  fileprivate init() {}
}

/// A style while its file is read.
private struct StyleFields: ConfigFields {
  var result = StyleFile()
  private var look = MontageFields(config: .plain)

  mutating func set(_ key: StyleKey, to scalar: Scalar) throws(Refusal) {
    switch key {
    case .about: result.about = scalar.text
    case .energy:
      let energy: Energy = try choice(scalar)
      result.style.followsEnergy = energy == .follow
    case .acceleration: result.style.acceleration = try wholeNumber(scalar, in: 0...4)
    case .motion: result.style.taste = try choice(scalar)
    default:
      guard let key = key.look else { preconditionFailure("\(key.rawValue) is a list") }
      try look.set(key, to: scalar)
    }
  }

  mutating func clear(_ key: StyleKey) {
    if let section = key.section {
      result.style.sections[section] = []
    } else {
      result.style.beats = []
    }
  }

  mutating func append(_ item: Scalar, isAlone: Bool, to key: StyleKey) throws(Refusal) {
    let length: Int = try wholeNumber(item, in: 1...16)
    if let section = key.section {
      result.style.sections[section, default: []].append(length)
    } else {
      result.style.beats.append(length)
    }
  }

  mutating func settle(_ lines: KeyLines<StyleKey>) -> [Contradiction] {
    if result.style.beats.isEmpty { result.style.beats = Style().beats }
    result.style.sections = result.style.sections.filter { !$0.value.isEmpty }
    result.look = look.config
    return []
  }

  private enum Energy: String, CaseIterable {
    case follow
    case ignore
  }
}
