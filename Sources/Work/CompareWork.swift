// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
internal import Footage
package import Jobs
package import Media
internal import Rendering

extension CompareJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Comparison {
    guard bench.inputs.count == 2 else {
      throw JobFailure(.badOrder, detail: "the job needs two inputs")
    }
    do throws(FFmpegError) {
      let first = try Self.film(bench.inputs[0], bench, shares: 0..<0.25)
      let second = try Self.film(bench.inputs[1], bench, shares: 0.25..<0.5)
      let promised = first.duration.seconds
      var films = try FilmComparison(
        bench.inputs[0], bench.inputs[1], interrupt: bench.interrupt)
      while let time = try films.next() {
        try bench.step(0.5 + 0.5 * (promised > 0 ? time.seconds / promised : 0))
      }
      return Comparison(first: first, second: second, likeness: films.likeness)
    } catch {
      throw JobFailure(error)
    }
  }

  /// Decodes one film from end to end: its pictures for the cuts, then its sound.
  private static func film(
    _ input: Int32, _ bench: Workbench, shares: Range<Double>
  ) throws(FFmpegError) -> ComparedFilm {
    var reader = try FootageReader(descriptor: input, interrupt: bench.interrupt)
    let video = reader.video
    var detector = ShotDetector()
    var picture = FootagePicture()
    var cuts: [Int] = []
    let width = shares.upperBound - shares.lowerBound
    let promised = max(reader.info.duration?.seconds ?? 0, 1)
    while try reader.next(into: &picture) {
      cuts += detector.process(picture).map { $0.time.frame(at: video.frameRate) }
      try bench.step(shares.lowerBound + width * min(picture.time.seconds / promised, 1))
    }
    cuts += detector.finish().map { $0.time.frame(at: video.frameRate) }
    let sound = try ComparedSound.measured(in: input, interrupt: bench.interrupt) {
      (_: Double) throws(FFmpegError) in try bench.step(shares.upperBound)
    }
    return ComparedFilm(
      frames: reader.decodedFrames, frameRate: video.frameRate, size: video.displaySize,
      duration: picture.time + reader.frameDuration, cuts: cuts, sound: sound)
  }
}
