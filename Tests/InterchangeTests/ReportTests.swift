// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Interchange
internal import Media
internal import Testing

struct ReportTests {
  @Test func `the page is as it was read and approved`() throws {
    #expect(try Golden.matches(Report.page(Films.film(), facts: Films.facts), "film.html"))
  }

  @Test func `no name becomes markup`() throws {
    let attack = "<img src=x onerror=alert(1)>\"'&\u{202e}\u{0}"
    var film = try Films.film()
    film.name = attack
    film.planID = attack
    film.sources = film.sources.map { MediaFile(content: $0.content, path: attack) }
    var clips = film.timeline.clips
    for index in clips.indices { clips[index].reason = attack }
    film.timeline = try Timeline(
      frameRate: film.timeline.frameRate, clips: clips, soundtrack: film.timeline.soundtrack)
    var facts = Films.facts
    facts.notes = [attack]
    facts.unused = [UnusedFile(name: attack, reason: attack)]
    facts.sections = facts.sections.map { Section(range: $0.range, energy: 9, label: attack) }
    let page = Report.page(film, facts: facts)
    #expect(!page.contains("<img src=x"))
    #expect(!page.contains("\u{202e}"))
    #expect(!page.contains("\u{0}"))
    #expect(page.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;"))
  }

  @Test func `the page is well formed, loads nothing and runs nothing`() throws {
    let page = Report.page(try Films.film(), facts: Films.facts)
    let xml = page.replacing("<!DOCTYPE html>", with: "")
      .replacing(#/<meta[^>]*>/#) { $0.output.dropLast() + "/>" }
    #expect(XMLCheck.isWellFormed(xml))
    for word in ["<script", "http://", "https://", "url("] { #expect(!page.contains(word)) }
    #expect(page.matches(of: #/src="/#).count == 3)
    #expect(page.matches(of: #/src="data:image\/jpeg;base64,[A-Za-z0-9+\/=]+"/#).count == 3)
    #expect(page.contains("prefers-color-scheme") || page.contains("color-scheme: light dark"))
    #expect(page.contains("width=device-width"))
  }

  @Test func `median and largest distance from the beat are told`() throws {
    var facts = Films.facts
    facts.cutErrors = [-16.04, 2, 4, nil, 9]
    let page = Report.page(try Films.film(), facts: facts)
    #expect(page.contains("median 6.5 ms, at most 16.0 ms"))
    #expect(page.contains("<dt>Cuts without a beat</dt><dd>1</dd>"))
  }

  @Test func `what is heard of the film is told`() throws {
    var facts = Films.facts
    facts.sound = SoundLevel(loudness: -14.04, truePeak: -1.26, gain: -5.51, reduction: 0)
    let page = Report.page(try Films.film(), facts: facts)
    #expect(page.contains("<dd>-14.0 LUFS, true peak -1.3 dBTP, changed by -5.5 dB</dd>"))
    facts.sound = SoundLevel(loudness: -14, truePeak: -1.2, gain: 4, reduction: 2.5)
    #expect(
      Report.page(try Films.film(), facts: facts)
        .contains("changed by 4.0 dB, peaks limited by up to 2.5 dB"))
    facts.sound = SoundLevel(loudness: nil, truePeak: nil)
    #expect(Report.page(try Films.film(), facts: facts).contains("<dt>Sound</dt><dd>silent</dd>"))
  }

  @Test func `there is a picture of each clip, and a row for each file`() throws {
    let film = try Films.film()
    let page = Report.page(film, facts: Films.facts)
    #expect(page.matches(of: #/<figure/#).count == film.timeline.clips.count)
    #expect(page.contains("alt=\"Clip 3, GX010023.MP4\""))
    #expect(page.contains("<td class=\"text\">DCIM/GX010023.MP4</td><td>2</td><td>0:04.50</td>"))
    var facts = Films.facts
    facts.preview.stills[1] = []
    #expect(Report.page(film, facts: facts).matches(of: #/<img/#).count == 2)
    facts.preview = FilmPreview()
    let bare = Report.page(film, facts: facts)
    #expect(!bare.contains("<figure") && !bare.contains("class=\"wave\""))
  }

  @Test func `what the song does is drawn as high as it is lively`() throws {
    let page = Report.page(try Films.film(), facts: Films.facts)
    #expect(page.contains("<title>drop</title>"))
    #expect(page.contains("y=\"38.0\" width=\"500.0\" height=\"24.0\""))
    #expect(page.contains("<span style=\"width:50.0%\">intro</span>"))
  }

  @Test func `an empty film has a page too`() throws {
    let film = Film(
      name: "none", planID: "",
      timeline: try Timeline(frameRate: Rational(30), clips: [], soundtrack: nil),
      sources: [])
    let page = Report.page(film, facts: ReportFacts(canvas: PixelSize(width: 2, height: 2)))
    #expect(page.contains("0 frames"))
    #expect(!page.contains("Not used"))
  }
}

/// Balanced tags, by a stack.
private enum XMLCheck {
  static func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = []
    for match in text.matches(of: #/<(\/?)([a-z0-9]+)[^>]*?(\/?)>/#) {
      if !match.1.isEmpty {
        guard open.popLast() == match.2 else { return false }
      } else if match.3.isEmpty {
        open.append(match.2)
      }
    }
    return open.isEmpty
  }
}
