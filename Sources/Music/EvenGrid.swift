// SPDX-License-Identifier: GPL-3.0-or-later

/// Beats at a tempo that is told, as even as a clock's, where most begins.
struct EvenGrid {
  /// Seconds from beat to beat.
  private let interval: Double
  /// When one of the beats is, in seconds.
  private let phase: Double

  /// Phases tried in an interval: 5 ms or less apart at a usual tempo.
  private static let steps = 128

  /// Lies through the beat at `time` if that is told, else where the activation is greatest.
  init(tempo: Double, activation: [Float], through time: Double?) {
    interval = 60 / tempo
    phase = time ?? Self.bestPhase(of: activation, interval: interval)
  }

  /// The beats in a stretch of frames.
  func times(in frames: Range<Int>) -> [Double] {
    let rate = Double(FrameRate.framesPerSecond)
    let start = Double(frames.lowerBound) / rate
    let end = Double(frames.upperBound) / rate
    let first = ((start - phase) / interval).rounded(.up)
    let count = Int(max(0, ((end - phase) / interval - first).rounded(.up)))
    return (0..<count).map { phase + (first + Double($0)) * interval }.filter { $0 >= 0 }
  }

  private static func bestPhase(of activation: [Float], interval: Double) -> Double {
    let rate = Double(FrameRate.framesPerSecond)
    var best = (sum: -Float.infinity, phase: 0.0)
    for step in 0..<steps {
      let phase = interval * Double(step) / Double(steps)
      var sum: Float = 0
      var time = phase
      while true {
        let frame = Int((time * rate).rounded())
        guard frame < activation.count else { break }
        sum += activation[frame]
        time += interval
      }
      if sum > best.sum { best = (sum, phase) }
    }
    return best.phase + OnsetActivation.leadSeconds
  }
}
