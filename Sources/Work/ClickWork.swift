// SPDX-License-Identifier: GPL-3.0-or-later

internal import FFmpeg
package import Jobs
internal import Linux
internal import Media
internal import Music

extension ClickJob: Workable {
  package func run(on bench: Workbench) throws(JobFailure) -> Answer {
    let input = try bench.input()
    let output = try bench.output()
    guard zip(beats, beats.dropFirst()).allSatisfy({ $0.time < $1.time }) else {
      throw JobFailure(.badOrder, detail: "beats out of order")
    }
    do {
      let reader = try AudioReader(
        descriptor: input, sampleRate: Self.sampleRate, channels: Self.channels,
        interrupt: bench.interrupt)
      return try write(reader, to: output, bench)
    } catch let error as FFmpegError {
      throw JobFailure(error, missing: .noSound)
    } catch {
      throw JobFailure(.writeError, detail: String(describing: error))
    }
  }

  private func write(
    _ song: consuming AudioReader, to output: Int32, _ bench: Workbench
  ) throws -> Answer {
    let length = song.info.duration.map { $0.seconds * Double(Self.sampleRate) } ?? 0
    var clicks = ClickTrack(beats: beats, sampleRate: Self.sampleRate)
    var file = try WAVFile(
      descriptor: output, sampleRate: Self.sampleRate, channels: Self.channels)
    var samples = 0
    var block: [Float] = []
    while samples < Self.mostSamples {
      let room = Self.mostSamples - samples
      let count = try song.read(into: &block, count: min(Self.blockSize, room))
      guard count > 0 else { break }
      clicks.mix(into: &block, channels: Self.channels)
      try file.append(block)
      samples += count
      try bench.step(length > 0 ? Double(samples) / length : 0)
    }
    try file.finish()
    return Answer(samples: samples)
  }

  private static var channels: Int { 2 }
  /// Samples decoded at a time: about a second.
  private static var blockSize: Int { 1 << 16 }
}
