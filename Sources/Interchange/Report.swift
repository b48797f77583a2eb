// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// The page beside a film that says what is in it and why: one file, no script, nothing loaded.
package enum Report {
  /// The whole page.
  package static func page(_ film: Film, facts: ReportFacts) -> String {
    let title = HTMLText.escaped(film.name)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
      <title>\(title)</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <h1>\(title)</h1>
      \(notes(facts))<dl>
      \(filmFacts(film, facts))
      </dl>
      \(ReportTimeline.drawing(film, facts))\(ReportSheet.pictures(film, facts.preview))<h2>Files</h2>
      <div class="wide"><table>
      <thead><tr><th>File</th><th>Clips</th><th>Seen</th><th>Where</th></tr></thead>
      <tbody>
      \(ReportSheet.sources(film))
      </tbody>
      </table></div>
      <h2>Clips</h2>
      <div class="wide"><table>
      <thead><tr><th>#</th><th>Film</th><th>File</th><th>In</th><th>Length</th><th>Beat</th><th>Score</th><th>Why</th></tr></thead>
      <tbody>
      \(clips(film, facts))
      </tbody>
      </table></div>
      \(unused(facts))<footer>plan \(HTMLText.escaped(film.planID))</footer>
      </body>
      </html>

      """
  }

  private static let style = """
    :root { color-scheme: light dark; --line: #8885; --quiet: #8889; }
    body { font: 16px/1.45 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
    h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
    dd { margin: 0; } dt { opacity: .7; }
    svg { width: 100%; display: block; } .strip { height: 8rem; margin: 1rem 0 0; } .lane { height: 1rem; }
    .wave { fill: currentColor; opacity: .75; } .section { fill: #d808; stroke: var(--line); }
    .sections { display: flex; font-size: .75rem; opacity: .7; margin-bottom: 1rem; }
    .sections span { overflow: hidden; white-space: nowrap; }
    .where { width: 60%; min-width: 12rem; }
    .sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .5rem; }
    figure { margin: 0; border-top: 4px solid; font-size: .75rem; min-width: 0; }
    figcaption { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-variant-numeric: tabular-nums; }
    img { width: 100%; height: auto; display: block; }
    .cuts { stroke: currentColor; stroke-width: 1; fill: none; vector-effect: non-scaling-stroke; }
    .beats { stroke: var(--quiet); stroke-width: 1; fill: none; vector-effect: non-scaling-stroke; }
    .wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .875rem; }
    th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
    th, td { white-space: nowrap; font-variant-numeric: tabular-nums; }
    td.text { white-space: normal; min-width: 9rem; }
    .note { border-left: 4px solid #d80; padding: .2rem .8rem; } footer { margin-top: 2rem; opacity: .6; }
    """

  private static func notes(_ facts: ReportFacts) -> String {
    facts.notes.map { "<p class=\"note\">\(HTMLText.escaped($0))</p>\n" }.joined()
  }

  private static func filmFacts(_ film: Film, _ facts: ReportFacts) -> String {
    let timeline = film.timeline
    var rows = [
      ("Length", "\(ReportClock.text(timeline.duration)), \(timeline.frameCount) frames"),
      ("Picture", "\(facts.canvas), \(hundredths(timeline.frameRate.value)) frames per second"),
      ("Cuts", "\(timeline.cuts.count)"),
    ]
    for kind in Transition.Kind.allCases {
      let count = timeline.transitions.count { $0.kind == kind }
      if count > 0 { rows.append((transitionNames[kind] ?? kind.rawValue, "\(count)")) }
    }
    if let error = facts.beatError {
      rows.append(
        (
          "Cuts off the beat",
          "median \(tenths(error.median)) ms, at most \(tenths(error.largest)) ms (one frame is \(tenths(1000 / timeline.frameRate.value)) ms)"
        ))
    }
    let without = facts.cutErrors.count { $0 == nil }
    if without > 0 { rows.append(("Cuts without a beat", "\(without)")) }
    if let soundtrack = timeline.soundtrack {
      let heard = soundtrack.sound == .original ? ", cut to but not heard" : ""
      rows.append(
        (
          "Song",
          "\(film.file(soundtrack.content).name), from \(ReportClock.text(soundtrack.start))\(heard)"
        ))
    }
    if let level = facts.sound { rows.append(("Sound", soundFact(level))) }
    if let making = facts.making { rows.append(("Made", made(making, timeline.frameCount))) }
    return rows.map { HTMLText.element("dt", $0.0) + HTMLText.element("dd", $0.1) }
      .joined(separator: "\n")
  }

  private static let transitionNames: [Transition.Kind: String] = [
    .dissolve: "Dissolves", .dip: "Dips to black", .dipToWhite: "Dips to white",
  ]

  private static func soundFact(_ level: SoundLevel) -> String {
    guard let loudness = level.loudness, let peak = level.truePeak else { return "silent" }
    var text = "\(tenths(loudness)) LUFS, true peak \(tenths(peak)) dBTP"
    if abs(level.gain) >= 0.05 { text += ", changed by \(tenths(level.gain)) dB" }
    if level.reduction >= 0.05 { text += ", peaks limited by up to \(tenths(level.reduction)) dB" }
    return text
  }

  private static func made(_ making: ReportFacts.Making, _ frames: Int) -> String {
    "in \(tenths(making.seconds)) s, \(making.encodedFrames) of \(frames) frames encoded; \(tenths(Double(making.byteCount) / 1_000_000)) MB"
  }

  private static func clips(_ film: Film, _ facts: ReportFacts) -> String {
    let rate = film.timeline.frameRate
    let timecode = Timecode(rate: rate)
    return film.timeline.clips.enumerated().map { index, clip in
      // The first clip starts with the film, not with a cut.
      let isCut = index > 0 && facts.cutErrors.indices.contains(index - 1)
      let error = isCut ? facts.cutErrors[index - 1] : nil
      let cells = [
        "\(index + 1)", timecode.label(clip.timelineStart), film.file(clip.content).place,
        ReportClock.text(MediaTime(frame: clip.source.start, rate: rate)),
        "\(hundredths(MediaTime(frame: clip.source.count, rate: rate).seconds)) s",
        error.map { "\(tenths($0)) ms" } ?? "–", hundredths(clip.score), clip.reason,
      ]
      return "<tr>"
        + cells.enumerated().map { column, text in
          HTMLText.element("td", text, isText: textColumns.contains(column))
        }.joined() + "</tr>"
    }.joined(separator: "\n")
  }

  /// File and reason are text that may wrap; the rest are numbers.
  private static let textColumns: Set<Int> = [2, 7]

  private static func unused(_ facts: ReportFacts) -> String {
    guard !facts.unused.isEmpty else { return "" }
    let rows = facts.unused.map { file in
      "<tr>" + HTMLText.element("td", file.name, isText: true)
        + HTMLText.element("td", file.reason, isText: true) + "</tr>"
    }
    return """
      <h2>Not used</h2>
      <div class="wide"><table>
      <thead><tr><th>File</th><th>Why</th></tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table></div>

      """
  }

  // MARK: Numbers

  private static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

  private static func hundredths(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
