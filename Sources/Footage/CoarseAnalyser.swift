// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// From key frames alone to shots with their measures: what lies between two unlike key frames belongs to no shot.
///
/// The shots are contiguous as those of `FootageAnalyser`; stretches that may hold a cut are among their stills,
/// so that no film is cut from them.
package struct CoarseAnalyser: Sendable {
  private var before: ExaminedPicture?
  private var stretches: [Stretch] = []
  private var open: KeyFrameMeasures?
  /// Where the next shot starts.
  private var start = MediaTime.zero
  private var spikes = SizeSpikes()

  package init() {}

  /// Takes the next key frame, and the coded pictures up to it in order of decoding.
  ///
  /// One whose time does not rise is passed over.
  package mutating func process(
    _ picture: borrowing FootagePicture,
    passed: [(time: MediaTime, bytes: Int, isKeyFrame: Bool)] = []
  ) {
    if let before, picture.time <= before.time { return }
    let examined = ExaminedPicture(keyFrame: picture)
    defer { before = examined }
    spikes.process(passed)
    if let before { look(from: before, to: examined) }
    if open == nil { open = KeyFrameMeasures(start: start) }
    open?.add(PictureMeasures(keyFrame: picture))
  }

  /// Answers the shots, contiguous from zero to `end`; none when the footage has no length.
  package mutating func finish(
    end: MediaTime, passed: [(time: MediaTime, bytes: Int, isKeyFrame: Bool)] = []
  ) -> [Shot] {
    let end = max(end, before?.time ?? .zero)
    spikes.process(passed)
    if let before,
      let alarm = spikes.range(of: .certain, in: TimeRange(start: before.time, end: end))
    {
      close(end: alarm.start, gapEnd: end)
    }
    close(end: end, gapEnd: end)
    guard end > .zero else { return [] }
    return Stretch.shots(from: stretches, end: end)
  }

  /// Ends the shot where a boundary may lie before the next key frame.
  private mutating func look(from earlier: ExaminedPicture, to later: ExaminedPicture) {
    let step = KeyFrameStep(from: earlier, to: later)
    let range = TimeRange(start: earlier.time, end: later.time)
    if step.isReplaced {
      close(end: range.start, gapEnd: range.end)
    } else if let alarm = spikes.range(of: step.isChanged ? .possible : .certain, in: range) {
      close(end: alarm.start, gapEnd: alarm.end)
    } else {
      open?.add(step)
    }
  }

  private mutating func close(end: MediaTime, gapEnd: MediaTime) {
    guard let measures = open else { return }
    open = nil
    start = gapEnd
    stretches.append(Stretch(shot: measures.shot(end: end), gapEnd: gapEnd))
  }
}

/// A shot between two gaps, and the end of the gap after it.
private struct Stretch: Sendable {
  var shot: Shot
  var gapEnd: MediaTime

  /// Shorter ones say nothing that a film could use.
  private static let shortestSeconds = 0.5

  /// Shots that reach from gap to gap; a gap lies at the end of the shot before it, or else at the start of the first.
  static func shots(from stretches: [Stretch], end: MediaTime) -> [Shot] {
    let worthy = stretches.filter { $0.shot.range.duration.seconds >= shortestSeconds }
    guard !worthy.isEmpty else { return stretches.isEmpty ? [] : [whole(of: stretches, end: end)] }
    var shots: [Shot] = []
    for (number, stretch) in worthy.enumerated() {
      var shot = stretch.shot
      let next = number + 1 < worthy.count ? worthy[number + 1].shot.range.start : end
      let start = number == 0 ? MediaTime.zero : shot.range.start
      if start < shot.range.start {
        shot.stills.insert(TimeRange(start: start, end: shot.range.start), at: 0)
      }
      if shot.range.end < next { shot.stills.append(TimeRange(start: shot.range.end, end: next)) }
      shot.range = TimeRange(start: start, end: next)
      shots.append(shot)
    }
    return shots
  }

  /// Nothing but gaps: one shot that no film would choose.
  private static func whole(of stretches: [Stretch], end: MediaTime) -> Shot {
    var metrics = stretches[0].shot.metrics
    metrics.score = 0
    let range = TimeRange(start: .zero, end: end)
    return Shot(range: range, metrics: metrics, stills: [range])
  }
}
