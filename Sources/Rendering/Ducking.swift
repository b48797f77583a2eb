// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg

/// Lowers the music while the footage speaks.
package enum Ducking {
  /// Decibels by which the music changes, for each slot of 10 ms of a film whose own sound has these energies.
  package static func levels(for energies: [Double]) -> [Float] {
    guard let loudness = Loudness.integrated(of: tenths(of: energies)) else {
      return [Float](repeating: 0, count: energies.count)
    }
    let gate = max(loudness - below, softest)
    var levels = speech(in: energies, above: gate).map { $0 ? -depth : Float(0) }
    for index in levels.indices.dropFirst() {
      levels[index] = min(levels[index], levels[index - 1] + rise)
    }
    for index in levels.indices.dropLast().reversed() {
      levels[index] = min(levels[index], levels[index + 1] + fall)
    }
    return levels
  }

  /// Means over tenths of a second.
  static func tenths(of energies: [Double]) -> [Double] {
    stride(from: 0, to: energies.count, by: 10).map { start in
      let part = energies[start..<min(start + 10, energies.count)]
      return part.reduce(0, +) / Double(part.count)
    }
  }

  /// Which slots speak; short pauses belong to what is said around them.
  private static func speech(in energies: [Double], above gate: Double) -> [Bool] {
    var isSpeech = [Bool](repeating: false, count: energies.count)
    var sum = 0.0
    var last = -longestPause
    for index in energies.indices {
      sum += energies[index]
      if index >= window { sum -= energies[index - window] }
      guard Loudness.level(of: sum / Double(window)) > gate else { continue }
      // The window reaches back: so does what it found.
      let from = index - last <= longestPause ? last : index - window / 2
      for slot in max(from, 0)...index { isSpeech[slot] = true }
      last = index
    }
    return isSpeech
  }

  /// Decibels.
  private static let depth: Float = 10
  /// Decibels that the music falls by in a slot: all of it in a fifth of a second, before the first word.
  private static let fall: Float = 0.5
  /// Decibels that it comes back by in a slot: half a second.
  private static let rise: Float = 0.2
  /// Slots over which loudness is felt.
  private static let window = 20
  /// Slots without speech after which the music comes back: less would pump.
  private static let longestPause = 80
  /// What is so many LU softer than the whole is not speech but background.
  private static let below = 12.0
  /// LUFS below which a microphone hears itself.
  private static let softest = -55.0
}
