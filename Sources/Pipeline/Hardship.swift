// SPDX-License-Identifier: GPL-3.0-or-later

internal import Catalog
internal import Jobs
internal import Media

/// What films have to put up with in a footage file that was measured: how it is read, and what is left out of it.
///
/// Kept in the cache as a measurement of its content, so that the next film does not run into the same, and forgotten
/// after a while, as it may have been the machine's fault.
struct Hardship: Codable, Sendable, Hashable {
  var reading = ReadingMode.direct
  /// What went wrong when it was read in a simpler way.
  var problem: String?
  var leftOut: [Stretch] = []
  /// Nothing of it can be shown, and why.
  var refusal: String?
  /// In ms since 1970.
  var since: Int64 = 0

  /// Part of a file that no film is cut from.
  struct Stretch: Codable, Sendable, Hashable {
    var range: TimeRange
    var problem: String
  }

  /// More stretches than this are not looked for: then the whole file is left out.
  static let mostStretches = 3

  /// Why no film is cut from the file at all; nil when films are.
  var givenUp: String? {
    if let refusal { return refusal }
    guard leftOut.count > Self.mostStretches, let last = leftOut.last else { return nil }
    return "several parts of it cannot be shown (\(last.problem));"
      + " convert it, or take it out of the folder"
  }

  /// What a viewer should know, a sentence each, but for a file that is given up.
  ///
  /// How a file is read matters where it is seen only.
  func sentences(about name: String, isSeen: Bool = true) -> [String] {
    guard givenUp == nil else { return [] }
    let words = problem.map { " (\($0))" } ?? ""
    let read: [String] =
      switch reading {
      case _ where !isSeen: []
      case .direct: []
      case .cautious: ["\(name): read with errors concealed\(words); convert it to see it as it is"]
      case .reduced:
        ["\(name): read in reduced quality\(words); make a smaller copy of it to see all of it"]
      }
    let cut = leftOut.map { stretch in
      "\(name): left out from \(Self.clock(stretch.range.start, .down)) to "
        + "\(Self.clock(stretch.range.end, .up)): \(stretch.problem); convert it to have all of it"
    }
    return read + cut
  }

  private static func clock(_ time: MediaTime, _ rounding: MediaTime.Rounding) -> String {
    let seconds = Int(time.rescaled(to: Rational(1), rounding: rounding).ticks)
    return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
  }
}

extension Store {
  /// What is known of a file's hardships; none after a week.
  func hardship(of content: ContentKey) throws(CatalogError) -> Hardship {
    let known = try cache.measurement(Hardship.self, for: Self.hardshipKey(content))
    guard let known, clock() - known.since < Self.hardshipLife else { return Hardship() }
    return known
  }

  /// Adds to what is known.
  func note(
    hardshipOf content: ContentKey, _ change: (inout Hardship) -> Void
  ) throws(CatalogError) {
    var hardship = try hardship(of: content)
    change(&hardship)
    hardship.since = clock()
    try cache.store(hardship, for: Self.hardshipKey(content))
  }

  func forgetHardship(of content: ContentKey) throws(CatalogError) {
    try cache.removeMeasurement(for: Self.hardshipKey(content))
  }

  private static func hardshipKey(_ content: ContentKey) -> MeasurementKey {
    MeasurementKey(content: content, kind: "hardship", version: 1)
  }

  /// In ms: a machine that lacked memory, or a decoder with a fault, may be mended by then.
  private static let hardshipLife: Int64 = 7 * 24 * 3_600_000
}
