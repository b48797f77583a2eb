// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// The film as a strip: what is heard, what the song does, one block for each clip, one tick for each beat.
enum ReportTimeline {
  /// Width of the drawing in its own units; it scales to the page.
  private static let width = 1000.0

  /// An inline SVG drawing, and below it the names of the song's sections.
  static func drawing(_ film: Film, _ facts: ReportFacts) -> String {
    let strip = Strip(film)
    var lines = [
      "<svg class=\"strip\" viewBox=\"0 0 1000 120\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Sound, sections, clips and beats\">"
    ]
    lines += sections(facts, strip)
    if !facts.preview.peaks.isEmpty { lines.append(wave(facts.preview.peaks)) }
    for (clip, colour) in zip(film.timeline.clips, strip.colours) {
      lines.append(
        "<rect x=\"\(strip.place(clip.timelineStart))\" y=\"66\" width=\"\(strip.length(clip.source.count))\" height=\"34\" fill=\"\(colour)\"/>"
      )
    }
    let cuts = film.timeline.cuts.map { "M\(strip.place($0)) 0V104" }.joined()
    let beats = film.beatFrames.map { "M\(strip.place($0)) 108V120" }.joined()
    lines.append("<path class=\"cuts\" d=\"\(cuts)\"/>")
    lines.append("<path class=\"beats\" d=\"\(beats)\"/>")
    return lines.joined(separator: "\n") + "\n</svg>\n" + names(facts, strip)
  }

  /// Blocks as high as the section is lively.
  private static func sections(_ facts: ReportFacts, _ strip: Strip) -> [String] {
    facts.sections.map { section in
      let height = 12 + 48 * min(max(section.energy, 0), 1)
      return
        "<rect class=\"section\" x=\"\(strip.place(section.range.start))\" y=\"\(rounded(62 - height))\" width=\"\(strip.length(section.range))\" height=\"\(rounded(height))\"><title>\(HTMLText.escaped(section.label))</title></rect>"
    }
  }

  private static func names(_ facts: ReportFacts, _ strip: Strip) -> String {
    guard !facts.sections.isEmpty else { return "" }
    let names = facts.sections.map { section in
      "<span style=\"width:\(rounded(strip.share(section.range) * 100))%\">\(HTMLText.escaped(section.label))</span>"
    }
    return "<div class=\"sections\">" + names.joined() + "</div>\n"
  }

  /// The peaks, mirrored about the middle, as one closed path.
  private static func wave(_ peaks: [Double]) -> String {
    let step = width / Double(peaks.count)
    func point(_ index: Int, _ sign: Double) -> String {
      "\(rounded((Double(index) + 0.5) * step)) \(rounded(32 - sign * (0.5 + 29 * peaks[index])))"
    }
    let upper = peaks.indices.map { point($0, 1) }
    let lower = peaks.indices.reversed().map { point($0, -1) }
    return "<path class=\"wave\" d=\"M\((upper + lower).joined(separator: "L"))Z\"/>"
  }

  /// Where things lie.
  struct Strip {
    /// One for each clip; equal for clips of one file.
    let colours: [String]
    private let frames: Double
    private let rate: Rational

    init(_ film: Film) {
      frames = Double(max(film.timeline.frameCount, 1))
      rate = film.timeline.frameRate
      var numbers: [ContentKey: Int] = [:]
      colours = film.timeline.clips.map { clip in
        let number = numbers[clip.content] ?? numbers.count
        numbers[clip.content] = number
        // The golden angle keeps neighbouring numbers apart in hue.
        return "hsl(\(Int(Double(number) * 137.508) % 360) 45% 55%)"
      }
    }

    func place(_ frame: Int) -> String { rounded(Double(frame) / frames * width) }

    func place(_ time: MediaTime) -> String { place(time.frame(at: rate)) }

    func length(_ count: Int) -> String { place(count) }

    func length(_ range: TimeRange) -> String { rounded(share(range) * width) }

    /// Of the film.
    func share(_ range: TimeRange) -> Double {
      Double(range.end.frame(at: rate) - range.start.frame(at: rate)) / frames
    }
  }

  /// Two decimals: a hundredth of a unit is below a pixel on any screen.
  private static func rounded(_ value: Double) -> String {
    "\((value * 100).rounded() / 100)"
  }
}
