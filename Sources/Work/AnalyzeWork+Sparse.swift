// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
internal import Footage
internal import Jobs
internal import Media

extension AnalyzeJob {
  /// Whether the file is long enough for it to pay.
  static func maySample(_ reader: borrowing FootageReader) -> Bool {
    reader.info.duration.map { $0.seconds >= shortest } ?? false
  }

  /// Decodes the first pictures of groups, and in full only what may hold a boundary; nil where that is not enough or does
  /// not pay, and then the reader has gone on.
  func sparse(
    _ reader: inout FootageReader, _ bench: Workbench
  ) throws(FFmpegError) -> FootageAnalysis? {
    let aspect = reader.info.video?.codedAspect ?? 16 / 9
    var analyser = SparseAnalyser(aspect: aspect)
    var picture = FootagePicture()
    var latest = MediaTime.zero
    var followed: MediaTime?
    var groups = 0
    var nextCheck = Self.groupsToCheck
    let promised = reader.info.duration?.seconds ?? 0
    while true {
      let isDue = followed.map { latest - $0 >= Self.followedDistance } ?? true
      guard
        try reader.nextKeyFrame(into: &picture, followers: isDue ? Self.followers : 0)
      else { break }
      guard reader.undecoded.hasExactTimes, reader.decodeFailures == 0 else { return nil }
      latest = picture.time
      analyser.process(picture, passed: reader.takePassed())
      if isDue {
        followed = latest
        while try reader.nextFollower(into: &picture) { analyser.follow(picture) }
      }
      groups += 1
      if groups == nextCheck {
        // Each looks at all groups so far: rarer and rarer, so that long files pay no more for it.
        nextCheck *= 2
        let looked = max(latest.seconds, Self.enough * promised)
        guard analyser.doubtfulSeconds <= Self.mostDoubtful * looked else { return nil }
      }
      try bench.step(Self.firstShare * latest.seconds / promised)
    }
    let passed = reader.undecoded
    guard passed.hasExactTimes, reader.decodeFailures == 0, let end = passed.end,
      end <= latest + FootageReader.keyFrameDistance.upperBound
    else { return nil }
    let doubtful = analyser.doubtfulStretches(end: end, passed: reader.takePassed())
    let seconds = doubtful.reduce(0) { $0 + $1.duration.seconds }
    guard seconds <= Self.mostDoubtful * end.seconds,
      let decoded = try decode(doubtful, of: &reader, aspect: aspect, end: end, bench)
    else { return nil }
    return FootageAnalysis(
      info: reader.info, duration: end, decodedFrames: passed.count, decodeFailures: 0,
      shots: analyser.shots(end: end, decoded: decoded))
  }

  /// The shots in each stretch; nil where pictures turn out to be damaged.
  private func decode(
    _ stretches: [TimeRange], of reader: inout FootageReader, aspect: Double, end: MediaTime,
    _ bench: Workbench
  ) throws(FFmpegError) -> [[Shot]]? {
    var picture = FootagePicture()
    var answer: [[Shot]] = []
    for stretch in stretches {
      try reader.seek(to: stretch.start)
      var analyser = FootageAnalyser(aspect: aspect)
      while try reader.next(into: &picture), picture.time < stretch.end {
        analyser.process(picture)
        try bench.step(
          Self.firstShare + (1 - Self.firstShare) * picture.time.seconds / max(end.seconds, 1))
      }
      answer.append(analyser.finish(end: stretch.end))
    }
    return reader.decodeFailures == 0 ? answer : nil
  }

  /// Seconds; all of a shorter file is decoded in no time.
  private static var shortest: Double { 4 }
  /// Pictures after a key frame that tell how things move, and how far such groups are apart at least.
  private static var followers: Int { 2 }
  private static var followedDistance: MediaTime { MediaTime(ticks: 3, timebase: Rational(1, 2)) }
  /// Share of a file that may be doubtful; more is edited footage, and decoding all of it is simpler than seeking about.
  private static var mostDoubtful: Double { 0.45 }
  /// Groups after which it is first looked whether it pays to go on.
  private static var groupsToCheck: Int { 8 }
  /// Share of a file that tells what the rest is like.
  private static var enough: Double { 0.25 }
  /// Share of the time that the first pictures take.
  private static var firstShare: Double { 0.7 }
}
