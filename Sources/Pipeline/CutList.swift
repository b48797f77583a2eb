// SPDX-License-Identifier: GPL-3.0-or-later

internal import FoundationEssentials
package import Linux
package import Media

/// An explicit list of clips, as `montagectl join` reads it.
///
/// ```
/// {"fps": 30, "music": "song.flac", "clips": [{"source": "a.mp4", "source_start": 1.5, "frames": 45}]}
/// ```
/// Paths are from the list's own folder; `music` may be missing. `source_start` is in seconds from the first
/// displayed frame. `width`, `height`, `fit` and `crf` are optional.
package struct CutList: Sendable, Hashable, Decodable {
  package var fps: Rational
  package var music: String?
  package var clips: [Entry]
  package var width: Int?
  package var height: Int?
  package var fit: Fit?
  package var crf: Int?

  /// One clip of the list.
  package struct Entry: Sendable, Hashable, Decodable {
    package var source: String
    package var sourceStart: Double
    package var frames: Int

    private enum CodingKeys: String, CodingKey {
      case source
      case sourceStart = "source_start"
      case frames
    }
  }

  private enum CodingKeys: CodingKey { case fps, music, clips, width, height, fit, crf }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    fps = try Self.rate(container)
    music = try container.decodeIfPresent(String.self, forKey: .music)
    clips = try container.decode([Entry].self, forKey: .clips)
    width = try container.decodeIfPresent(Int.self, forKey: .width)
    height = try container.decodeIfPresent(Int.self, forKey: .height)
    fit = try container.decodeIfPresent(Fit.self, forKey: .fit)
    crf = try container.decodeIfPresent(Int.self, forKey: .crf)
  }

  /// Reads and checks a list's file; fails with one sentence.
  package init(reading path: Path) throws(MontageFailure) {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try path.contents(limit: Self.longestFile)
    } catch {
      throw MontageFailure(reading: path, error)
    }
    try self.init(json: bytes, name: path.display)
  }

  /// Bytes; some hundred thousand clips.
  private static let longestFile = 32 << 20

  /// Checks a list; fails with one sentence.
  init(json: [UInt8], name: String) throws(MontageFailure) {
    do {
      self = try JSONDecoder().decode(CutList.self, from: Data(json))
    } catch {
      throw MontageFailure(.configuration, "\(name): \(Self.reason(error)); correct the list")
    }
    if let problem { throw MontageFailure(.configuration, "\(name): \(problem); correct the list") }
  }

  /// Frames; at 60 a second more than a day.
  private static let longestClip = 10_000_000
  /// Seconds; a day too.
  private static let latestStart = 1e5

  private var problem: String? {
    if clips.isEmpty { return "there are no clips" }
    if !(1...240).contains(fps.value) { return "fps must lie between 1 and 240" }
    for (index, clip) in clips.enumerated() {
      if clip.source.isEmpty { return "clip \(index + 1) names no source" }
      if clip.frames < 1 { return "clip \(index + 1) has no frames" }
      if clip.frames > Self.longestClip {
        return "clip \(index + 1) has more than \(Self.longestClip) frames"
      }
      if clip.sourceStart < 0 { return "clip \(index + 1) starts before its source" }
      if !(clip.sourceStart <= Self.latestStart) {
        return "clip \(index + 1) starts later than any source lasts"
      }
    }
    for side in [width, height].compactMap(\.self)
    where !(16...8192).contains(side) || side % 2 == 1 {
      return "width and height must be even numbers from 16 to 8192"
    }
    if let crf, !(0...51).contains(crf) { return "crf must lie between 0 and 51" }
    return nil
  }

  /// A number, or a fraction such as "30000/1001" as text.
  private static func rate(_ container: KeyedDecodingContainer<CodingKeys>) throws -> Rational {
    if let text = try? container.decode(String.self, forKey: .fps), let rate = Rational(text) {
      return rate
    }
    let number = try container.decode(Double.self, forKey: .fps)
    guard number.isFinite, (1...240).contains(number) else {
      throw DecodingError.dataCorruptedError(
        forKey: .fps, in: container, debugDescription: "fps must lie between 1 and 240")
    }
    return number == number.rounded() ? Rational(Int64(number)) : Rational(approximating: number)
  }

  private static func reason(_ error: any Error) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }.joined(separator: " ")
    }
    switch error as? DecodingError {
    case .keyNotFound(let key, let context):
      return "\(place(context.codingPath + [key])) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(place(context.codingPath)) has the wrong type"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      return "\(place(context.codingPath)): \(context.debugDescription)"
    default: return "is not valid JSON"
    }
  }
}
