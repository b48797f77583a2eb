// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Recordings of several cameras, put on one clock: the one on the wall where they were made.
///
/// A phone knows UTC, and Apple's also the local time; a camera shows what its owner set, which is the local time or wrong by
/// a constant. So phones' times are moved to the zone that a recording of about then names, and cameras' are believed.
package struct Chronology: Hashable, Sendable {
  /// Milliseconds of local time from 1970-01-01 00:00, for each recording.
  package let times: [Int64]
  /// Places among the recordings, in the order of time; chapters of one recording stay together.
  package let order: [Int]

  /// `home` answers for milliseconds of UTC how many minutes clocks at home were ahead then; it is asked only where no
  /// recording tells a zone, and some camera shows local time.
  package init(of recordings: [Recording], home: (Int64) -> Int) {
    let zones = recordings.compactMap { recording -> (time: Int64, minutes: Int)? in
      guard case .local(let minutes)? = recording.captured?.zone,
        let time = recording.captured?.universal
      else { return nil }
      return (time, minutes)
    }
    let isCopied = Self.areCopies(recordings)
    let showsLocalTime = recordings.contains { $0.captured?.zone == .unknown }
    var times = recordings.map { recording -> Int64 in
      guard let captured = recording.captured, !isCopied || captured.zone != .written else {
        return .max
      }
      var time = captured.reading
      if captured.zone == .universal || captured.zone == .written {
        let nearest = zones.min { $0.time.distance(from: time) < $1.time.distance(from: time) }
        // A worker's word: no number of it may end the program.
        time &+= Int64(nearest?.minutes ?? (showsLocalTime ? home(time) : 0)) &* 60_000
      }
      return time &+ recording.correction
    }
    let chapters = recordings.map(\.chapter)
    var starts: [String: Int64] = [:]
    for case (let time, let chapter?) in zip(times, chapters) {
      starts[chapter.recording] = min(starts[chapter.recording] ?? .max, time)
    }
    // Every chapter carries the time of the first, or its own: only the number can be relied upon.
    for case (let index, let chapter?) in chapters.enumerated() {
      times[index] = starts[chapter.recording] ?? times[index]
    }
    self.times = times
    func key(_ index: Int) -> (Int64, String, Int, ContentKey) {
      let chapter = chapters[index]
      return (
        times[index], chapter?.recording ?? "", chapter?.number ?? 0, recordings[index].content
      )
    }
    order = recordings.indices.sorted { key($0) < key($1) }
  }

  /// Files that were written faster, one after the other, than they last were not recorded then: a copy forgot their times,
  /// which tell nothing any more, and would not be the same after another copy.
  private static func areCopies(_ recordings: [Recording]) -> Bool {
    let written = recordings.compactMap { recording in
      recording.captured.flatMap { $0.zone == .written ? ($0.reading, recording.duration) : nil }
    }.sorted { $0.0 < $1.0 }
    let hasty = zip(written, written.dropFirst()).count { $1.0 &- $0.0 < $1.1 }
    return 2 * hasty > written.count - 1
  }
}

/// What tells when a file was recorded.
package struct Recording: Hashable, Sendable {
  package var content: ContentKey
  package var captured: CaptureTime?
  /// Milliseconds by which the user says that the camera's clock was slow; negative for a fast one.
  package var correction: Int64
  /// How long it lasts, in milliseconds.
  package var duration: Int64
  let chapter: Chapter?

  /// `path` is the file's, in the project: GoPro cuts recordings into files and tells so by their names alone.
  package init(
    content: ContentKey, captured: CaptureTime?, path: String, correction: Int64 = 0,
    duration: Int64 = 0
  ) {
    self.content = content
    self.captured = captured
    self.correction = correction
    self.duration = duration
    chapter = Chapter(path: path)
  }

  /// A part of a recording that a camera cut into files.
  struct Chapter: Hashable, Sendable {
    /// Folder and number of the recording.
    var recording: String
    var number: Int

    /// `GX020123.MP4` is the second of recording 0123, `GOPR0123.MP4` the first, and then `GP01`: the older cameras' second.
    init?(path: String) {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      guard let name = parts.last?.uppercased().prefix(while: { $0 != "." }), name.count == 8,
        name.suffix(4).allSatisfy(\.isDigit)
      else { return nil }
      let middle = name.dropFirst(2).prefix(2)
      if name.hasPrefix("GOPR") {
        number = 0
      } else if ["GX", "GH", "GP"].contains(name.prefix(2)), middle.allSatisfy(\.isDigit) {
        number = Int(middle) ?? 0
      } else {
        return nil
      }
      let kind = name.hasPrefix("GOPR") ? "GP" : name.prefix(2)
      recording = parts.dropLast().joined(separator: "/") + "/" + kind + name.suffix(4)
    }
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

extension Int64 {
  fileprivate func distance(from other: Int64) -> UInt64 {
    self > other ? UInt64(bitPattern: self &- other) : UInt64(bitPattern: other &- self)
  }
}
