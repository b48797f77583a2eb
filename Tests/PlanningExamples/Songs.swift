// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Songs whose beats are known, because they were computed.
package enum Songs {
  package static let key = ContentKey("50ac")
  /// Samples per second: beats are exact in it, as a decoder's are.
  package static let timebase = Rational(1, 44_100)

  package static func time(_ seconds: Double) -> MediaTime {
    MediaTime(ticks: Int64((seconds * 44_100).rounded()), timebase: timebase)
  }

  /// A song with beats at `times`; `energies` are those of equally long sections.
  package static func song(
    beats times: [Double], seconds: Double, meter: Int = 4, firstDownbeat: Int = 0,
    energies: [Double] = [0.5]
  ) -> MusicAnalysis {
    let beats = times.enumerated().map { index, seconds in
      Beat(time: time(seconds), position: (index - firstDownbeat + 16 * meter) % meter + 1)
    }
    let downbeats = beats.filter { $0.position == 1 }.map(\.time)
    let edges = (0...energies.count).map { index in
      let wanted = time(seconds * Double(index) / Double(energies.count))
      let isEnd = index == 0 || index == energies.count
      return isEnd ? wanted : downbeats.last { $0 <= wanted } ?? wanted
    }
    let sections = energies.enumerated().map { index, energy in
      Section(
        range: TimeRange(start: edges[index], end: edges[index + 1]), energy: energy, label: "verse"
      )
    }
    let gaps = zip(times, times.dropFirst()).map { $1 - $0 }.sorted()
    return MusicAnalysis(
      duration: time(seconds), tempo: gaps.isEmpty ? 0 : 60 / gaps[gaps.count / 2], confidence: 0.9,
      meter: meter, beats: beats, sections: sections, beatEnergy: [])
  }

  /// A song of one tempo from `first` on.
  package static func steady(
    bpm: Double, seconds: Double, first: Double = 0, meter: Int = 4, firstDownbeat: Int = 0,
    energies: [Double] = [0.5]
  ) -> MusicAnalysis {
    let interval = 60 / bpm
    let count = max(0, Int(((seconds - first - 0.01) / interval).rounded(.down)) + 1)
    return song(
      beats: (0..<count).map { first + Double($0) * interval }, seconds: seconds, meter: meter,
      firstDownbeat: firstDownbeat, energies: energies)
  }

  /// A song whose tempo rises evenly.
  package static func ramp(from slow: Double, to fast: Double, seconds: Double) -> MusicAnalysis {
    var times: [Double] = []
    var now = 0.2
    while now < seconds - 0.1 {
      times.append(now)
      now += 60 / (slow + (fast - slow) * now / seconds)
    }
    return song(beats: times, seconds: seconds)
  }
}
