// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
package import Settings

/// One of the films that a config asks for: the same in another shape, or another choice of shots.
package struct Edition: Hashable, Sendable {
  /// What its files are called, without their endings.
  package let name: String
  /// How many films with other shots come before it.
  let variant: Int
  /// Width over height, where the config asks for several.
  let aspect: Rational?

  /// The film that every config asks for.
  init(_ montage: String, variant: Int = 0, aspect: Rational? = nil, isFirstShape: Bool = true) {
    var name = montage
    if variant > 0 { name += "-\(variant + 1)" }
    if let aspect, !isFirstShape { name += "-\(aspect.numerator)x\(aspect.denominator)" }
    self.name = name
    self.variant = variant
    self.aspect = aspect
  }

  /// All films of a config, the one without an ending first.
  static func all(of montage: String, _ config: MontageConfig) -> [Edition] {
    (0..<config.variants).flatMap { variant in
      config.shapes.enumerated().map { place, aspect in
        Edition(montage, variant: variant, aspect: aspect, isFirstShape: place == 0)
      }
    }
  }

  /// Whether a film of that name is, or was, one of a montage's: the first, or one with an ending of ours.
  static func isName(_ film: String, of montage: String) -> Bool {
    guard film.hasPrefix(montage) else { return false }
    var endings = film.dropFirst(montage.count).split(
      separator: "-", omittingEmptySubsequences: false)
    guard endings.first?.isEmpty == true else { return false }
    endings.removeFirst()
    if let variant = endings.first.flatMap({ Int($0) }), variant > 1 { endings.removeFirst() }
    if let shape = endings.first?.split(separator: "x", omittingEmptySubsequences: false),
      shape.count == 2, shape.allSatisfy({ Int($0) != nil })
    {
      endings.removeFirst()
    }
    return endings.isEmpty
  }

  /// The list of shots by which it is made: films of several shapes have one.
  func sheet(of montage: String) -> String { Edition(montage, variant: variant).name }
}

extension Project {
  /// The films that a config asks for; blocks while it reads the file.
  package func editions(of name: ConfigName) throws(MontageFailure) -> [Edition] {
    let editions = Edition.all(of: name.montage, try config(name))
    for edition in editions.dropFirst() {
      let other = configs.first {
        $0.file != name.file && $0.montage.lowercased() == edition.name.lowercased()
      }
      guard let other else { continue }
      throw MontageFailure(
        .configuration,
        "\(Path.display(name.file)): its film \(edition.name).mp4 is also that of "
          + "\(Path.display(other.file)); rename one of the two files")
    }
    return editions
  }
}
