// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// Divides a piece into sections of one character, on bar lines.
struct Sections {
  /// Bars of the shortest section: half the usual phrase of eight.
  private static let shortest = 4

  private let times: [MediaTime]
  private let positions: [Int]
  private let duration: MediaTime

  init(beats: [Beat], duration: MediaTime) {
    times = beats.map(\.time)
    positions = beats.map(\.position)
    self.duration = duration
  }

  /// Contiguous sections from the start of the piece to its end, by the energy of each beat.
  func divide(_ curve: EnergyCurve) -> [Section] {
    guard duration > .zero else { return [] }
    let bars = barStarts
    guard !bars.isEmpty else { return [section(from: .zero, to: duration, energy: 0, .break)] }
    let energy = curve.energy
    let rows = bars.indices.map { bar in
      mean(of: curve.traits[bars[bar]..<(bar + 1 < bars.count ? bars[bar + 1] : times.count)])
    }
    let starts = Segmentation(rows, shortest: Self.shortest).starts.map { bars[$0] }
    let stretches = starts.indices.map { index in
      Array(energy[starts[index]..<(index + 1 < starts.count ? starts[index + 1] : energy.count)])
    }
    let labels = SectionLabel.labels(of: stretches)
    return starts.indices.map { index in
      section(
        from: index == 0 ? .zero : times[starts[index]],
        to: index + 1 < starts.count ? times[starts[index + 1]] : duration,
        energy: stretches[index].mean, labels[index])
    }
  }

  /// Indices of the beats that start bars; the first beat starts the first, complete or not.
  private var barStarts: [Int] {
    positions.indices.filter { $0 == 0 || positions[$0] == 1 }
  }

  private func mean(of rows: ArraySlice<[Float]>) -> [Float] {
    (0..<(rows.first?.count ?? 0)).map { column in rows.map { $0[column] }.mean }
  }

  private func section(
    from start: MediaTime, to end: MediaTime, energy: Float, _ label: SectionLabel
  ) -> Section {
    Section(
      range: TimeRange(start: start, end: end), energy: Double(energy), label: label.rawValue)
  }
}

/// What a section does in the piece.
enum SectionLabel: String {
  case intro, build, drop, verse, `break`, outro

  /// A difference of energy that a listener notices as another level.
  private static let step: Float = 0.15
  /// Energy from which a rise to it is a drop.
  private static let high: Float = 0.6

  /// Labels stretches by their energies, beat by beat.
  static func labels(of stretches: [[Float]]) -> [SectionLabel] {
    let levels = stretches.map(\.mean)
    return stretches.indices.map { index in
      let level = levels[index]
      let before = index > 0 ? levels[index - 1] : nil
      let after = index + 1 < levels.count ? levels[index + 1] : nil
      if let after, after - level >= step {
        if rise(of: stretches[index]) >= 2 * step { return .build }
        if before == nil { return .intro }
        if let before, before - level >= step { return .break }
      }
      guard let before else { return .verse }
      if after == nil, before - level >= step { return .outro }
      return level >= high && level - before >= step ? .drop : .verse
    }
  }

  /// Energy gained from the first third of a stretch to its last.
  private static func rise(of energy: [Float]) -> Float {
    let third = max(1, energy.count / 3)
    return Array(energy.suffix(third)).mean - Array(energy.prefix(third)).mean
  }
}
