// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// The film as a strip: one block for each clip, one tick for each beat.
enum ReportTimeline {
  /// Width of the drawing in its own units; it scales to the page.
  private static let width = 1000.0

  /// An inline SVG drawing.
  static func drawing(_ film: Film) -> String {
    let frames = Double(max(film.timeline.frameCount, 1))
    func place(_ frame: Int) -> String { rounded(Double(frame) / frames * width) }
    var lines = [
      "<svg viewBox=\"0 0 1000 60\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"Clips and beats\">"
    ]
    var colours: [ContentKey: Int] = [:]
    for clip in film.timeline.clips {
      let colour = colours[clip.content] ?? colours.count
      colours[clip.content] = colour
      let length = rounded(Double(clip.source.count) / frames * width)
      // The golden angle keeps neighbouring numbers apart in hue.
      let hue = Int(Double(colour) * 137.508) % 360
      lines.append(
        "<rect x=\"\(place(clip.timelineStart))\" y=\"0\" width=\"\(length)\" height=\"40\" fill=\"hsl(\(hue) 45% 55%)\"/>"
      )
    }
    let cuts = film.timeline.cuts.map { "M\(place($0)) 0V44" }.joined()
    let beats = film.beatFrames.map { "M\(place($0)) 48V60" }.joined()
    lines.append("<path class=\"cuts\" d=\"\(cuts)\"/>")
    lines.append("<path class=\"beats\" d=\"\(beats)\"/>")
    return lines.joined(separator: "\n") + "\n</svg>"
  }

  /// Two decimals: a hundredth of a unit is below a pixel on any screen.
  private static func rounded(_ value: Double) -> String {
    "\((value * 100).rounded() / 100)"
  }
}
