// SPDX-License-Identifier: GPL-3.0-or-later

internal import Digest
internal import Jobs
internal import Linux
internal import Media
internal import Planning
internal import Settings

extension Measuring {
  /// The beats of a song by what people say of them.
  func music(
    _ file: OpenFile, wishes: BeatWishes, written: WrittenBeats?,
    progress: @escaping @Sendable (Double) -> Void = { _ in }
  ) async throws -> (ContentKey, MusicAnalysis) {
    let hints = written?.hints(wishes.hints) ?? wishes.hints
    let (content, analysis) = try await music(file, hints: hints, progress: progress)
    try written?.check(against: analysis.duration, song: Path.display(file.path.name))
    return (content, analysis.shifted(by: wishes.offset))
  }
}

extension MusicAnalysis {
  /// Where the beats come from if not from the song alone, and what of it does not fit; in sentences.
  func notes(on wishes: BeatWishes, _ written: WrittenBeats?) -> [String] {
    let isCut = duration >= MediaTime(ticks: Int64(MusicJob.usualLongest), timebase: Rational(1))
    let cut =
      isCut ? ["Only the first two hours of the song are used; cut it if others are meant."] : []
    if let written { return cut + [written.note(wishes.hints)] }
    guard let tempo = wishes.hints.tempo, confidence == 0 else { return cut }
    let told = tempo.rounded() == tempo ? "\(Int(tempo))" : "\(tempo)"
    return cut + [
      "Hardly anything in the song begins at \(told) beats a minute; check bpm: in the config."
    ]
  }
}

extension BeatHints {
  /// Names them in the cache; empty when nothing is said.
  var parameters: String {
    get throws {
      isEmpty ? "" : SHA256.hexadecimal(of: try Wire.line(self))
    }
  }
}
