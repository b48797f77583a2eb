// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

extension MusicAnalysis {
  /// The same with all beats, and the sections on them, so much later; what leaves the song is dropped.
  package func shifted(by offset: MediaTime) -> MusicAnalysis {
    guard offset != .zero else { return self }
    var shifted = self
    shifted.beats = []
    shifted.beatEnergy = []
    shifted.beatAccent = []
    for (index, beat) in beats.enumerated() {
      let time = beat.time + offset
      guard time >= .zero, time < duration else { continue }
      shifted.beats.append(Beat(time: time, position: beat.position))
      if beatEnergy.indices.contains(index) { shifted.beatEnergy.append(beatEnergy[index]) }
      if beatAccent.indices.contains(index) { shifted.beatAccent.append(beatAccent[index]) }
    }
    shifted.sections = sections.compactMap { section in
      let start = moved(section.range.start, by: offset)
      let end = moved(section.range.end, by: offset)
      guard start < end else { return nil }
      return Section(
        range: TimeRange(start: start, end: end), energy: section.energy, label: section.label)
    }
    return shifted
  }

  /// The ends of the song stay where they are.
  private func moved(_ time: MediaTime, by offset: MediaTime) -> MediaTime {
    guard time > .zero, time < duration else { return time }
    return min(max(time + offset, .zero), duration)
  }
}
