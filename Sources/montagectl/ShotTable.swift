// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// The shots of a file for a person: what it is, and a line for each shot with its measures.
struct ShotTable {
  private let analysis: FootageAnalysis

  init(_ analysis: FootageAnalysis) { self.analysis = analysis }

  func lines(of path: String) -> [String] {
    let head = ["begins", "ends", "score", "sharp", "light", "contrast", "motion", "pan", "shake"]
    let rows = analysis.shots.map { shot in
      let metrics = shot.metrics
      return [
        shot.range.start.clock(2), shot.range.end.clock(2), metrics.score.fixed(2),
        metrics.sharpness?.fixed(2) ?? "-", metrics.exposure.fixed(2), metrics.contrast.fixed(2),
        metrics.motion.fixed(1), metrics.pan.fixed(2), metrics.shake.fixed(2),
      ]
    }
    return ["\(path): " + facts.joined(separator: ", ")] + ([head] + rows).map(Self.line)
  }

  private var facts: [String] {
    var facts: [String] = []
    if let video = analysis.info.video {
      facts.append("\(video.displaySize), \(video.frameRate.value.fixed(2)) fps, \(video.codec)")
    }
    facts.append(analysis.duration.clock(2))
    if analysis.decodeFailures > 0 { facts.append("\(analysis.decodeFailures) faults in it") }
    if let time = analysis.info.captureTime {
      let camera = analysis.info.camera.map { " by \(Output.shown($0))" } ?? ""
      facts.append(
        time.zone == .written ? "last written \(time)" : "recorded \(time)\(camera)")
    }
    let marks = analysis.info.highlights?.count ?? 0
    if marks > 0 { facts.append(marks == 1 ? "1 mark" : "\(marks) marks") }
    return facts
  }

  private static func line(_ cells: [String]) -> String {
    cells.map { String(repeating: " ", count: max(10 - $0.count, 1)) + $0 }.joined()
  }
}

extension CaptureTime.Zone {
  /// How the time is known, in a word for programs.
  var word: String {
    switch self {
    case .local: "local"
    case .universal: "utc"
    case .unknown: "camera"
    case .written: "file"
    }
  }
}
