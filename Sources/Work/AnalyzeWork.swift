// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
internal import Footage
package import Jobs
package import Media

extension AnalyzeJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> FootageAnalysis {
    let input = try bench.input()
    var answer: FootageAnalysis
    do throws(FFmpegError) {
      answer = try measure(input, bench)
    } catch {
      throw JobFailure(error)
    }
    let marks = HighlightMarks.read(input)
    answer.info.highlights = marks.isEmpty ? nil : marks
    if answer.info.captureTime == nil, let written {
      answer.info.captureTime = CaptureTime(reading: written, zone: .written)
    }
    return answer
  }

  private func measure(
    _ input: Int32, _ bench: Workbench
  ) throws(FFmpegError) -> FootageAnalysis {
    // Key frames alone take the least memory.
    if depth == .coarse || reading == .reduced, var answer = try coarse(input, bench) {
      answer.isCoarse = depth == .coarse ? true : nil
      return answer
    }
    var reader = try open(input, bench)
    if reading == .direct, Self.maySample(reader) {
      if let answer = try sparse(&reader, bench) { return answer }
      reader = try open(input, bench)
    }
    return try complete(&reader, bench)
  }

  private func open(_ input: Int32, _ bench: Workbench) throws(FFmpegError) -> FootageReader {
    try FootageReader(descriptor: input, mode: reading, interrupt: bench.interrupt)
  }

  /// Decodes everything.
  private func complete(
    _ reader: inout FootageReader, _ bench: Workbench
  ) throws(FFmpegError) -> FootageAnalysis {
    var analyser = FootageAnalyser(aspect: reader.info.video?.codedAspect ?? 16 / 9)
    var picture = FootagePicture()
    let promised = reader.info.duration?.seconds ?? 0
    while try reader.next(into: &picture) {
      analyser.process(picture)
      try bench.step(promised > 0 ? picture.time.seconds / promised : 0)
    }
    let end = picture.time + reader.frameDuration
    var analysis = FootageAnalysis(
      info: reader.info, duration: end, decodedFrames: reader.decodedFrames,
      decodeFailures: reader.decodeFailures, shots: analyser.finish(end: end))
    analysis.reading = reading == .direct ? nil : reading
    return analysis
  }

  /// Nil where key frames do not show enough of the file.
  private func coarse(
    _ input: Int32, _ bench: Workbench
  ) throws(FFmpegError) -> FootageAnalysis? {
    var reader = try open(input, bench)
    var analyser = CoarseAnalyser()
    var picture = FootagePicture()
    var latest = MediaTime.zero
    let promised = reader.info.duration?.seconds ?? 0
    while try reader.nextKeyFrame(into: &picture) {
      guard reader.undecoded.hasExactTimes else { return nil }
      latest = picture.time
      analyser.process(picture, passed: reader.takePassed())
      try bench.step(promised > 0 ? latest.seconds / promised : 0)
    }
    let passed = reader.undecoded
    let distance = FootageReader.keyFrameDistance
    guard passed.hasExactTimes, let end = passed.end, end <= latest + distance.upperBound else {
      return nil
    }
    let shots = analyser.finish(end: end, passed: reader.takePassed())
    guard shots.stillShare <= Self.mostUnseen else { return nil }
    var analysis = FootageAnalysis(
      info: reader.info, duration: end, decodedFrames: passed.count,
      decodeFailures: reader.decodeFailures, shots: shots)
    analysis.reading = reading == .direct ? nil : reading
    return analysis
  }

  /// Share of a file that may be left out for what key frames do not show; more is edited footage.
  private static let mostUnseen = 0.5
}

extension [Shot] {
  /// Share of their time that no film is cut from, 0 to 1.
  fileprivate var stillShare: Double {
    let stills = flatMap(\.stills).reduce(0) { $0 + $1.duration.seconds }
    let seconds = reduce(0) { $0 + $1.range.duration.seconds }
    return seconds > 0 ? stills / seconds : 0
  }
}
