// SPDX-License-Identifier: GPL-3.0-or-later

/// How much time tasks lost waiting for memory, disk or processors, from `/proc/pressure`.
package struct Pressure: Hashable, Sendable {
  /// At least one task waited.
  package let some: Stall
  /// All tasks waited at once; nil where the kernel does not tell, as for processors before 5.13.
  package let full: Stall?

  package init(some: Stall, full: Stall?) {
    self.some = some
    self.full = full
  }

  /// Nil when the text is not in the kernel's format.
  package init?(_ text: String) {
    var lines: [Substring: Stall] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let kind = words.first, let stall = Stall(words.dropFirst()) else { continue }
      lines[kind] = stall
    }
    guard let some = lines["some"] else { return nil }
    self.init(some: some, full: lines["full"])
  }

  /// Each average of the one that waits longer; nil when neither is known.
  package static func worse(_ left: Pressure?, _ right: Pressure?) -> Pressure? {
    guard let left, let right else { return left ?? right }
    let full = Stall.worse(left.full, right.full)
    return Pressure(some: Stall.worse(left.some, right.some) ?? left.some, full: full)
  }

  /// Percent of the last 10, 60 and 300 seconds.
  package struct Stall: Hashable, Sendable {
    package let average10: Double
    package let average60: Double
    package let average300: Double

    package init(average10: Double, average60: Double, average300: Double) {
      self.average10 = average10
      self.average60 = average60
      self.average300 = average300
    }

    static func worse(_ left: Stall?, _ right: Stall?) -> Stall? {
      guard let left, let right else { return left ?? right }
      return Stall(
        average10: max(left.average10, right.average10),
        average60: max(left.average60, right.average60),
        average300: max(left.average300, right.average300))
    }

    /// `name=value` words.
    init?(_ words: ArraySlice<Substring>) {
      var values: [Substring: Double] = [:]
      for word in words {
        let pair = word.split(separator: "=")
        guard pair.count == 2, let value = Double(pair[1]), (0...100).contains(value) else {
          continue
        }
        values[pair[0]] = value
      }
      guard let ten = values["avg10"], let sixty = values["avg60"], let long = values["avg300"]
      else { return nil }
      self.init(average10: ten, average60: sixty, average300: long)
    }
  }
}
