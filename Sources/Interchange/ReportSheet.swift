// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// The contact sheet: a picture of each clip in the order of the film, and in which of them each file is seen.
enum ReportSheet {
  /// Nothing where there are no pictures.
  static func pictures(_ film: Film, _ preview: FilmPreview) -> String {
    guard preview.stills.contains(where: { !$0.isEmpty }) else { return "" }
    let colours = ReportTimeline.Strip(film).colours
    let figures = zip(film.timeline.clips, preview.stills).enumerated().map { index, pair in
      let (clip, still) = pair
      let file = film.file(clip.content)
      let start = ReportClock.text(
        MediaTime(frame: clip.timelineStart, rate: film.timeline.frameRate))
      let picture =
        still.isEmpty
        ? "" : image(still, preview.size, describing: "Clip \(index + 1), \(file.name)")
      return
        "<figure style=\"border-color:\(colours[index])\">\(picture)<figcaption><b>\(index + 1)</b> \(start) \(HTMLText.escaped(file.name))</figcaption></figure>"
    }
    return "<div class=\"sheet\">\n" + figures.joined(separator: "\n") + "\n</div>\n"
  }

  private static func image(_ jpeg: [UInt8], _ size: PixelSize, describing text: String) -> String {
    "<img src=\"data:image/jpeg;base64,\(Base64Text.encoded(jpeg))\" width=\"\(size.width)\" height=\"\(size.height)\" alt=\"\(HTMLText.escaped(text))\" loading=\"lazy\"/>"
  }

  /// A row for each file that is seen: how often, how long, and where.
  static func sources(_ film: Film) -> String {
    let strip = ReportTimeline.Strip(film)
    var order: [ContentKey] = []
    var blocks: [ContentKey: [String]] = [:]
    var frames: [ContentKey: Int] = [:]
    for (clip, colour) in zip(film.timeline.clips, strip.colours) {
      if blocks[clip.content] == nil { order.append(clip.content) }
      blocks[clip.content, default: []].append(
        "<rect x=\"\(strip.place(clip.timelineStart))\" y=\"0\" width=\"\(strip.length(clip.source.count))\" height=\"20\" fill=\"\(colour)\"/>"
      )
      frames[clip.content, default: 0] += clip.source.count
    }
    let rows = order.map { content in
      let own = blocks[content] ?? []
      let length = ReportClock.text(
        MediaTime(frame: frames[content] ?? 0, rate: film.timeline.frameRate))
      return "<tr>" + HTMLText.element("td", film.file(content).place, isText: true)
        + HTMLText.element("td", "\(own.count)") + HTMLText.element("td", length)
        + "<td class=\"where\"><svg class=\"lane\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        + own.joined() + "</svg></td></tr>"
    }
    return rows.joined(separator: "\n")
  }
}
