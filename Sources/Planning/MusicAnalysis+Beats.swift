// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

extension MusicAnalysis {
  /// There are beats, and somebody should listen whether they are right.
  package var isDoubtful: Bool { !beats.isEmpty && confidence < Self.doubtfulConfidence }

  /// Below it the tempo is likelier wrong than right.
  private static let doubtfulConfidence = 0.5

  /// Times of the downbeats; of all beats when no bar is known.
  var barLines: [MediaTime] {
    let downbeats = beats.filter { $0.position == 1 }
    return (downbeats.isEmpty ? beats : downbeats).map(\.time)
  }

  /// The median distance of neighbouring beats in seconds; nil below two beats.
  var beatSeconds: Double? {
    let gaps = zip(beats, beats.dropFirst()).map { ($1.time - $0.time).seconds }.sorted()
    return gaps.isEmpty ? nil : gaps[gaps.count / 2]
  }

  /// Length of a usual bar in seconds; 0 without beats.
  var barSeconds: Double { (beatSeconds ?? 0) * Double(max(meter, 1)) }

  /// How hard a beat is struck against the others, 0 to 1; 0 where that is not known.
  package func accent(atBeat index: Int) -> Double {
    beatAccent.indices.contains(index) ? beatAccent[index] : 0
  }

  /// The section that is heard at a time; nil before the first one.
  func section(at time: MediaTime) -> Section? {
    let place = sections.partitioningIndex { $0.range.start > time } - 1
    return place >= 0 ? sections[place] : nil
  }

  /// Energy at one beat, 0 to 1: mostly the section's, partly the beat's own.
  func energy(atBeat index: Int) -> Double {
    let own = beatEnergy.indices.contains(index) ? beatEnergy[index] : nil
    let time = beats[index].time
    let around = section(at: time)?.energy
    switch (around, own) {
    case (let around?, let own?): return 0.7 * around + 0.3 * own
    case (let around?, nil): return around
    case (nil, let own?): return own
    case (nil, nil): return 0.5
    }
  }
}
