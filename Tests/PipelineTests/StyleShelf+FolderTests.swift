// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Linux
import Media
import Planning
import Settings
import TestSupport
import Testing

@testable import Pipeline

struct StyleShelfFolderTests {
  @Test func `styles in a folder are found, and files that are none are left alone`() throws {
    let folder = try TemporaryFolder()
    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
    }
    try write("beats: [16]", "calm.style.yaml")
    try write("beats: [3]", "Waltz.style.yml")
    try write(String(repeating: "#", count: 70_000), "huge.style.yaml")
    try write("style: waltz", "montage.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link.style.yaml"), withDestinationPath: "/etc/passwd")
    let shelf = StyleShelf.shipped.under(Path(folder.path))
    #expect(Set(shelf.names).subtracting(StyleShelf.shipped.names) == ["Waltz"])
    #expect(try shelf.style(named: "calm")?.style.beats == [16])
    #expect(StyleShelf.shipped.under(Path(folder.file("none"))) == .shipped)
  }

  @Test func `a project's own style wins over the drop folder's`() throws {
    let tree = try Tree()
    try tree.write("", to: "drop/montaged.defaults.yaml")
    try tree.write("beats: [1]", to: "drop/mine.style.yaml")
    try tree.write("beats: [2]", to: "drop/other.style.yaml")
    try tree.write("beats: [3]", to: "drop/trip/other.style.yaml")
    try tree.write("style: mine", to: "drop/trip/montage.yaml")
    try tree.write("style: other", to: "drop/trip/b.montage.yaml")
    let project = try Project(folder: Path(tree.folder.file("drop/trip")))
    let beats = try project.configs.map { try project.config($0).style.beats }
    #expect(Set(beats) == [[1], [3]])
    #expect(beats.count == 2)
  }

  // MARK: What the shipped styles are for

  /// What a viewer notices of a film.
  private struct Look: Equatable {
    /// In frames.
    var medianShot: Int
    /// Share of cuts on the first beat of a bar.
    var downbeats: Double
    /// Mean motion of what is seen, weighted by time.
    var motion: Double
    /// How far the film follows the time: 1 for all the way, 0 for not at all.
    var order: Double
    /// Shots in the film's last third for one in its first.
    var hurry: Double
    var transitions: Int

    func differs(from other: Look) -> Bool {
      let lengths = Double(medianShot) / Double(other.medianShot)
      return lengths > 1.25 || lengths < 0.8 || abs(downbeats - other.downbeats) > 0.2
        || abs(motion - other.motion) > 0.15 || abs(order - other.order) > 0.2
        || hurry / other.hurry > 1.4 || other.hurry / hurry > 1.4
        || abs(transitions - other.transitions) > 5
    }
  }

  private func look(of name: String) throws -> Look {
    let config = try MontageConfig(file: "m", bytes: Array("style: \(name)".utf8))
    let music = Self.song
    let request = PlanRequest(
      music: music, song: ContentKey("song"), sources: Self.footage, frameRate: Rational(30),
      style: config.pacedStyle,
      bounds: ShotBounds(shortest: config.shortestShot, longest: config.longestShot),
      transitions: config.transitions, order: config.order)
    let timeline = try Planner.plan(request).timeline
    let downbeats = Set(
      music.beats.filter { $0.position == 1 }.map { $0.time.frame(at: Rational(30)) })
    let numbers = timeline.clips.map { clip in
      Self.footage.firstIndex { $0.content == clip.content } ?? 0
    }
    let frames = Double(timeline.frameCount)
    let third = timeline.frameCount / 3
    let motion = zip(timeline.clips, numbers).reduce(0.0) { sum, pair in
      sum + Self.motion(pair.1) * Double(pair.0.source.count) / frames
    }
    let lengths = timeline.clips.map(\.source.count).sorted()
    return Look(
      medianShot: lengths[lengths.count / 2],
      downbeats: Double(timeline.cuts.count(where: downbeats.contains))
        / Double(timeline.cuts.count),
      motion: motion,
      order: Self.correlation(Array(numbers.indices), numbers),
      hurry: Double(timeline.cuts.count { $0 >= 2 * third })
        / Double(max(timeline.cuts.count { $0 < third }, 1)),
      transitions: timeline.transitions.count)
  }

  private static func correlation(_ one: [Int], _ other: [Int]) -> Double {
    func centred(_ values: [Int]) -> [Double] {
      let mean = Double(values.reduce(0, +)) / Double(values.count)
      return values.map { Double($0) - mean }
    }
    let (first, second) = (centred(one), centred(other))
    func product(_ left: [Double], _ right: [Double]) -> Double {
      zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return product(first, second) / (product(first, first) * product(second, second)).squareRoot()
  }

  /// Two minutes at 120 beats a minute, from calm to loud and back.
  private static let song: MusicAnalysis = {
    func time(_ half: Int) -> MediaTime { MediaTime(ticks: Int64(half), timebase: Rational(1, 2)) }
    let beats = (0..<240).map { Beat(time: time($0), position: $0 % 4 + 1) }
    let parts: [(Int, Int, Double, String)] = [
      (0, 32, 0.4, "intro"), (32, 96, 0.5, "verse"), (96, 160, 0.9, "drop"),
      (160, 192, 0.2, "break"), (192, 240, 0.5, "outro"),
    ]
    let sections = parts.map { first, end, energy, label in
      Section(range: TimeRange(start: time(first), end: time(end)), energy: energy, label: label)
    }
    let energies = (0..<240).map { beat in parts.first { beat < $0.1 }?.2 ?? 0.5 }
    return MusicAnalysis(
      duration: time(240), tempo: 120, confidence: 1, meter: 4, beats: beats, sections: sections,
      beatEnergy: energies)
  }()

  private static func motion(_ number: Int) -> Double { Double(number * 7 % 40) / 40 }

  /// Forty files of twenty seconds, still ones and lively ones in no order.
  private static let footage: [SourceFootage] = (0..<40).map { number in
    let length = MediaTime(ticks: 20, timebase: Rational(1))
    let shot = Shot(
      range: TimeRange(start: .zero, end: length),
      metrics: ShotMetrics(
        sharpness: 0.6, exposure: 0.5, motion: 0.5 + 10 * motion(number), shake: 0.1, score: 0.6))
    return SourceFootage(
      content: ContentKey("clip\(number)"), name: "clip\(number).mp4", order: number,
      analysis: FootageAnalysis(
        info: MediaInfo(container: "mp4"), duration: length, decodedFrames: 600,
        decodeFailures: 0, shots: [shot]))
  }

  @Test func `any two styles make films that a viewer can tell apart`() throws {
    let looks = try StyleShelf.shipped.names.map { ($0, try look(of: $0)) }
    for (place, one) in looks.enumerated() {
      for other in looks.dropFirst(place + 1) {
        #expect(one.1.differs(from: other.1), "\(one) \(other)")
      }
    }
  }
}
