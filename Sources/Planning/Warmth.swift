// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// How much of a film stands in the cache before anything is encoded for it, and why not more.
package struct Warmth: Hashable, Sendable {
  package let degree: Degree
  /// One sentence with figures, without a full stop.
  package let reason: String

  package enum Degree: String, Hashable, Sendable {
    case warm, partly, cold
  }

  /// Frames of one source that the cache holds in one format.
  package struct Holding: Hashable, Sendable {
    package var content: ContentKey
    package var format: HouseFormat
    package var frames: Int
    /// They lie at a place that is away.
    package var isAway: Bool

    package init(content: ContentKey, format: HouseFormat, frames: Int, isAway: Bool = false) {
      self.content = content
      self.format = format
      self.frames = frames
      self.isAway = isAway
    }
  }

  /// `plan` is that of `film`; `holdings` may be of any format and of other sources, too.
  package init(of film: ComposedFilm, by plan: RenderPlan, format: HouseFormat, holdings: [Holding])
  {
    let total = film.timeline.frameCount
    let missing = plan.missing.reduce(0) { $0 + $1.frames.count }
    guard missing > 0 else {
      (degree, reason) = (.warm, "every frame stands in the cache")
      return
    }
    degree = plan.copiedFrames == 0 ? .cold : .partly
    let causes = Causes(of: film, by: plan, format: format, holdings: holdings).sentences
    let share = missing >= total ? "all \(total) frames" : "\(missing) of \(total) frames"
    reason = "\(share) must be encoded: " + causes.joined(separator: ", ")
  }
}

/// What keeps frames from being copied, each with its figure.
private struct Causes {
  private let format: HouseFormat
  /// Of virtual sources.
  private var composed = 0
  /// Of clips that the cache holds in this format, in other stretches.
  private var outside = 0
  private var inOtherFormats = 0
  private var away = 0
  private var unknown = 0
  /// What the cache holds of the clips that it does not hold in this format.
  private var others: [HouseFormat: Int] = [:]

  init(
    of film: ComposedFilm, by plan: RenderPlan, format: HouseFormat, holdings: [Warmth.Holding]
  ) {
    self.format = format
    let held = Dictionary(grouping: holdings, by: \.content)
    var counted: Set<ContentKey> = []
    for span in plan.missing {
      let frames = span.frames.count
      let own = held[span.content] ?? []
      if film.compositions[span.content] != nil {
        composed += frames
      } else if own.contains(where: { $0.format == format && $0.isAway }) {
        away += frames
      } else if own.contains(where: { $0.format == format }) {
        outside += frames
      } else if own.isEmpty {
        unknown += frames
      } else {
        inOtherFormats += frames
        guard counted.insert(span.content).inserted else { continue }
        for holding in own { others[holding.format, default: 0] += holding.frames }
      }
    }
  }

  /// The footage's before what is made of it.
  var sentences: [String] {
    let count = [unknown, inOtherFormats, outside, away, composed].count { $0 > 0 }
    // A cause that stands alone stands for all of them.
    func frames(_ number: Int) -> String {
      count == 1 ? "they are" : "\(number) \(number == 1 ? "is" : "are")"
    }
    return [
      unknown > 0
        ? count == 1
          ? unknownSentence : "\(frames(unknown)) of clips of which nothing was encoded yet"
        : nil,
      inOtherFormats > 0
        ? (count == 1 ? "" : "\(inOtherFormats) because ") + formatSentence : nil,
      outside > 0 ? "\(frames(outside)) outside the moments encoded ahead" : nil,
      away > 0
        ? "\(frames(away)) in pieces in the second cache folder, which is away" : nil,
      composed > 0 ? "\(frames(composed)) title or transition" : nil,
    ].compactMap(\.self)
  }

  private var unknownSentence: String {
    "nothing of this footage was encoded yet"
      + (format.look == nil ? "" : ", and with a table of colours (lut) nothing is encoded ahead")
  }

  /// Names the format that is most like the film's, and what is different in the film.
  private var formatSentence: String {
    let nearest = others.min { first, second in
      let (one, other) = (differences(from: first.key).count, differences(from: second.key).count)
      return (one, second.value, first.key.words) < (other, first.value, second.key.words)
    }
    guard let nearest else { return "" }
    return "the cache holds this footage in \(nearest.key.words); this film is "
      + differences(from: nearest.key).joined(separator: ", ")
  }

  /// What the film has and `other` has not, each with the config's word for it.
  private func differences(from other: HouseFormat) -> [String] {
    [
      format.canvas == other.canvas
        ? nil : "\(format.canvas.words) (resolution or aspect)",
      format.frameRate == other.frameRate ? nil : "at \(format.frameRate.fps) fps (fps)",
      format.fit == other.fit ? nil : "fit \(format.fit.rawValue) (fit)",
      format.focus == other.focus ? nil : "focus \((format.focus ?? .center).rawValue) (focus)",
      format.quality == other.quality ? nil : "quality \(format.quality) (quality)",
      format.look == other.look
        ? nil : (format.look == nil ? "without" : "with") + " a table of colours (lut)",
    ].compactMap(\.self)
  }
}

extension HouseFormat {
  /// For people: what a config could say.
  fileprivate var words: String {
    let more = [
      focus.map { "focus \($0.rawValue)" }, "quality \(quality)",
      look.map { "with the table of colours \($0.prefix(8))" },
    ]
    return
      (["\(canvas.words) at \(frameRate.fps) fps", "fit \(fit.rawValue)"]
      + more.compactMap(\.self)).joined(separator: ", ")
  }
}

extension PixelSize {
  fileprivate var words: String { "\(width)x\(height)" }
}

extension Rational {
  /// As a config would write it: `30`, `29.97`, `23.976`.
  fileprivate var fps: String {
    guard denominator != 1 else { return "\(numerator)" }
    let thousandths = Int((value * 1000).rounded())
    var digits = "\(thousandths % 1000)"
    digits = String(repeating: "0", count: 3 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    return digits.isEmpty ? "\(thousandths / 1000)" : "\(thousandths / 1000).\(digits)"
  }
}
