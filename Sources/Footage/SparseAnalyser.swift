// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// From the first pictures of groups to shots with their measures, where what lies between is of one piece.
///
/// Stretches that may hold a boundary are named; who decodes them in full says where the boundaries are.
package struct SparseAnalyser: Sendable {
  private var before: ExaminedPicture?
  private var spikes = SizeSpikes()
  private var camera: CameraMotion
  private var changes = PictureChanges()
  /// Codes a second by which neighbouring pictures of the latest group differ.
  private var rate: Double?
  private var pictures: [PictureMeasures] = []
  /// Coded pictures that belong to the group in hand.
  private var ahead: [CodedPicture] = []
  private var steps: [Step] = []

  /// A picture as coded: its time, its bytes, and whether it is a key frame.
  package typealias CodedPicture = (time: MediaTime, bytes: Int, isKeyFrame: Bool)

  /// Seconds before and after a doubt that are decoded too: rules look at the neighbours of a boundary.
  private static let margin = MediaTime(ticks: 300_000, timebase: .microsecond)

  /// Steps to either side that a step is compared with, and by how much it then stands out.
  private static let neighbours = 4
  private static let outstanding: Float = 1.3
  /// Codes a second of a picture that moves so much that a second later it may hold nothing of what it held.
  private static let movingRate = 36.0
  /// Share of the usual distance of key frames below which one came before its time.
  private static let earlyShare = 0.97
  /// The first pictures of a file take any number of bytes.
  private static let settling = MediaTime(ticks: 350_000, timebase: .microsecond)
  /// Seconds after the last key frame in which much may happen unseen.
  private static let longestRest = 2.0

  /// Analyses pictures whose width over height, as displayed, is `aspect`.
  package init(aspect: Double = 16.0 / 9.0) {
    camera = CameraMotion(aspect: aspect > 0 ? aspect : 1)
  }

  /// Takes the next key frame, and the coded pictures that were read since the one before, in order of decoding.
  ///
  /// One whose time does not rise is passed over.
  package mutating func process(_ picture: borrowing FootagePicture, passed: [CodedPicture]) {
    if let before, picture.time <= before.time { return }
    let examined = ExaminedPicture(keyFrame: picture)
    defer { before = examined }
    let time = picture.time
    let coded = ahead + passed
    // What was read ahead of its group counts there.
    let end = (coded.lastIndex { $0.time == time } ?? coded.count - 1) + 1
    spikes.process(Array(coded[..<end]))
    var measures = PictureMeasures(keyFrame: picture)
    if let before {
      let skipped = coded[..<end].last {
        $0.isKeyFrame && $0.time < time && $0.time > before.time
      }
      measures.change = look(
        from: before, to: examined,
        past: coded.contains { !$0.isKeyFrame } ? skipped?.time : nil)
    }
    ahead = Array(coded[end...])
    _ = camera.measure(picture.overview, at: picture.time)
    _ = changes.measure(picture.luma, at: picture.time)
    pictures.append(measures)
  }

  /// Takes a picture that follows the latest key frame at once.
  package mutating func follow(_ picture: borrowing FootagePicture) {
    guard let last = pictures.last, picture.time > last.time else { return }
    var measures = PictureMeasures(keyFrame: picture)
    measures.movement = camera.measure(picture.overview, at: picture.time)
    measures.change = changes.measure(picture.luma, at: picture.time)
    // A picture that was shown twice says nothing.
    if let change = measures.change, change.codes > StillStretches.stillCodes {
      rate = change.codes / change.seconds
    }
    pictures.append(measures)
  }

  /// Seconds of what may hold a boundary, so far.
  package var doubtfulSeconds: Double { joined(doubts).reduce(0) { $0 + $1.duration.seconds } }

  /// What must be decoded in full: the stretches that may hold a boundary, apart from each other.
  package mutating func doubtfulStretches(end: MediaTime, passed: [CodedPicture]) -> [TimeRange] {
    spikes.process(ahead + passed)
    ahead = []
    var ranges = doubts
    if let before, before.time < end {
      // No key frame follows that could be compared.
      let rest = TimeRange(start: before.time, end: end)
      if rest.duration.seconds > Self.longestRest {
        ranges.append(rest)
      } else if let alarm = spikes.range(of: .possible, in: rest) {
        ranges.append(alarm.widened(by: Self.margin))
      }
    }
    return joined(ranges.map { TimeRange(start: $0.start, end: min($0.end, end)) })
  }

  /// Ranges in order of their starts, those that touch as one.
  ///
  /// So are those in one group: it is decoded from its key frame on, and what lies in both would be found twice.
  private func joined(_ ranges: [TimeRange]) -> [TimeRange] {
    ranges.sorted { $0.start < $1.start }.reduce(into: []) { joined, range in
      if let last = joined.last, keyFrame(before: range.start) <= last.end {
        joined[joined.count - 1] = TimeRange(start: last.start, end: max(last.end, range.end))
      } else {
        joined.append(range)
      }
    }
  }

  /// Where decoding begins for what is shown at `time`.
  private func keyFrame(before time: MediaTime) -> MediaTime {
    steps.last { $0.range.start <= time }.map(\.range.start) ?? .zero
  }

  /// The shots, contiguous from zero to `end`; `decoded` are those found in the doubtful stretches, for each of them.
  package func shots(end: MediaTime, decoded: [[Shot]]) -> [Shot] {
    let end = max(end, before?.time ?? .zero)
    let found = decoded.flatMap { $0.dropFirst() }.filter { $0.range.start < end }
    let starts = [.zero] + found.map(\.range.start)
    var first = pictures.startIndex
    return starts.indices.map { index in
      let range = TimeRange(
        start: starts[index], end: index + 1 < starts.count ? starts[index + 1] : end)
      let next = pictures[first...].firstIndex { $0.time >= range.end } ?? pictures.endIndex
      defer { first = next }
      // A short shot between two key frames is known from where it was found.
      guard first < next || index == 0 else {
        var shot = found[index - 1]
        shot.range = range
        return shot
      }
      return shot(of: pictures[first..<next], in: range)
    }
  }

  private func shot(of pictures: ArraySlice<PictureMeasures>, in range: TimeRange) -> Shot {
    var measures = ShotMeasures(start: range.start)
    for picture in pictures { measures.add(picture) }
    var shot = measures.shot(end: range.end)
    if !pictures.contains(where: { $0.movement != nil }) { shot.assumeUsualMotion() }
    return shot
  }

  /// Says what changed up to the later picture, and notes what tells of a boundary between.
  ///
  /// `skippedKey` is one that was passed over because it came so soon after the one before.
  private mutating func look(
    from earlier: ExaminedPicture, to later: ExaminedPicture, past skippedKey: MediaTime?
  ) -> PictureChange {
    let change = KeyFrameStep(from: earlier, to: later)
    let range = TimeRange(start: earlier.time, end: later.time)
    var step = Step(range: range, change: change.change, isChanged: change.isChanged)
    step.skippedKey = skippedKey
    step.isReplaced = change.isFade || (change.isReplaced && !isMoving)
    step.alarm = spikes.range(of: change.isChanged ? .possible : .certain, in: range)
    if let alarm = step.alarm, alarm.end <= Self.settling { step.alarm = nil }
    steps.append(step)
    return change.spread(at: rate)
  }

  /// Where a boundary may lie, in order of time, with room for the rules.
  private var doubts: [TimeRange] {
    let usual = usualDistance
    return steps.indices.flatMap { index in
      let step = steps[index]
      var found = step.alarm.map { [$0.widened(by: Self.margin)] } ?? []
      guard step.isChanged || step.isReplaced else { return found }
      // Encoders begin a group before its time where they find a cut. That shows in no size, and a large picture earlier in
      // the group may be another cut.
      let isEarly = step.range.duration.seconds < Self.earlyShare * usual
      let endsWithCut = isEarly || (step.alarm != nil && step.isReplaced)
      if let early = step.skippedKey ?? (endsWithCut ? step.range.end : nil) {
        found.append(TimeRange(start: early, end: early).widened(by: Self.margin))
      } else if step.alarm == nil, step.isReplaced || standsOut(index) {
        // From a key frame on, where decoding begins anyway.
        found.append(TimeRange(start: step.range.start, end: step.range.end + Self.margin))
      }
      return found
    }
  }

  /// Seconds between two key frames that nothing called for; infinite where none are equally far apart.
  private var usualDistance: Double {
    let distances = steps.map(\.range.duration.seconds)
    let longest = distances.max() ?? 0
    return distances.count { $0 >= Self.earlyShare * longest } > 1 ? longest : .infinity
  }

  private var isMoving: Bool { rate.map { $0 > Self.movingRate } ?? false }

  /// Whether much more changed than from key frame to key frame around it: a camera that moves goes on moving.
  private func standsOut(_ index: Int) -> Bool {
    let around = max(0, index - Self.neighbours)..<min(steps.count, index + Self.neighbours + 1)
    let others = around.filter { $0 != index }.map { steps[$0].change }.sorted()
    guard !others.isEmpty else { return true }
    return steps[index].change > Self.outstanding * others[others.count / 2]
  }

  /// What lies between two key frames.
  private struct Step {
    var range: TimeRange
    var change: Float
    var isChanged: Bool
    /// Hardly anything is left of the first picture, and it did not move away.
    var isReplaced = false
    var skippedKey: MediaTime?
    /// Around pictures that took many bytes.
    var alarm: TimeRange?
  }
}

extension TimeRange {
  fileprivate func widened(by margin: MediaTime) -> TimeRange {
    TimeRange(start: max(.zero, start - margin), end: end + margin)
  }
}
