// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Finds shots that look alike by their fingerprints, whatever their file and time.
struct LookAlikes {
  /// Two fingerprints this far apart in bits, or nearer, show the same picture.
  static let sameBits = 6
  /// One more band than bits may differ: then at least one band is equal in both.
  private static let bands = sameBits + 1

  /// Fingerprints of the leaders with their groups, and where to look for one by its bands.
  private var known: [(bits: UInt64, group: Int)] = []
  private var buckets: [[Int]] = []
  private var groupCount = 0

  /// A group number for each shot of each source; better shots lead, so that groups do not chain.
  static func groups(of sources: [SourceFootage]) -> [[Int]] {
    var finder = LookAlikes()
    var groups = sources.map { [Int](repeating: 0, count: $0.analysis.shots.count) }
    let shots = sources.indices.flatMap { source in
      sources[source].analysis.shots.indices.map { (source, $0) }
    }
    let scores = shots.map { sources[$0.0].analysis.shots[$0.1].metrics.score }
    for place in shots.indices.sorted(by: { (-scores[$0], $0) < (-scores[$1], $1) }) {
      let (source, shot) = shots[place]
      let prints = sources[source].analysis.shots[shot].metrics.fingerprints
      groups[source][shot] = finder.group(of: prints)
    }
    return groups
  }

  private init() {
    buckets = [[Int]](repeating: [], count: Self.bands << Self.bandBits)
  }

  private mutating func group(of prints: [UInt64]) -> Int {
    for bits in prints {
      if let found = match(bits) { return found }
    }
    let group = groupCount
    groupCount += 1
    for bits in prints {
      for band in 0..<Self.bands { buckets[Self.bucket(bits, band)].append(known.count) }
      known.append((bits, group))
    }
    return group
  }

  private func match(_ bits: UInt64) -> Int? {
    for band in 0..<Self.bands {
      for index in buckets[Self.bucket(bits, band)]
      where (known[index].bits ^ bits).nonzeroBitCount <= Self.sameBits {
        return known[index].group
      }
    }
    return nil
  }

  /// 64 bits in 7 bands of at most 10.
  private static let bandBits = 10

  private static func bucket(_ bits: UInt64, _ band: Int) -> Int {
    let low = band * 64 / bands
    let width = (band + 1) * 64 / bands - low
    return band << bandBits | Int((bits >> UInt64(low)) & (1 << UInt64(width) - 1))
  }
}
