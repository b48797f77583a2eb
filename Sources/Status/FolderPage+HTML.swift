// SPDX-License-Identifier: GPL-3.0-or-later

extension FolderPage {
  /// The page for a browser: one file, no script, nothing loaded; it reloads itself while work goes on.
  package var html: String {
    let title = ShownName.html(content.title)
    let refresh =
      content.isLive ? "<meta http-equiv=\"refresh\" content=\"15\">\n" : ""
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
      <meta name="generator" content="\(Self.mark)">
      \(refresh)<title>\(title): \(ShownName.html(content.headline))</title>
      <style>
      \(PageStyle.css)
      </style>
      </head>
      <body class="\(content.mood.rawValue)">
      <header>
      <h1>\(name(content.title))</h1>
      <p class="state">\(ShownName.html(content.headline))</p>
      </header>
      <main>
      \(main)</main>
      <footer>
      <p>\(Self.writtenWords)\(ShownName.html(written)). Written again when something changes.</p>
      </footer>
      </body>
      </html>

      """
  }

  private var main: String {
    notices + steps
      + section("Needs you", cards(content.failed.map(failed) + fileCards(content.problems)))
      + section("In the making", cards(content.making.map(making)))
      + section("Waiting", cards(content.waiting.map(waiting)))
      + section("Finished", rows(content.finished.map(finished)))
      + section("Arriving", rows(fileRows(content.patience)))
      + section("Clips", clips)
  }

  // MARK: Sections

  private func section(_ title: String, _ body: String) -> String {
    body.isEmpty ? "" : "<section>\n<h2>\(title)</h2>\n\(body)</section>\n"
  }

  private func cards(_ cards: [String]) -> String {
    cards.isEmpty ? "" : "<div class=\"cards\">\n" + cards.joined() + "</div>\n"
  }

  private func rows(_ rows: [String]) -> String {
    guard !rows.isEmpty else { return "" }
    let items = rows.map { "<li>\($0)</li>\n" }.joined()
    return "<div class=\"card\"><ul class=\"rows\">\n\(items)</ul></div>\n"
  }

  private var notices: String {
    guard !content.notices.isEmpty else { return "" }
    let lines = content.notices.map { "<p>\(ShownName.html($0))</p>" }.joined(separator: "\n")
    return "<div class=\"notice\">\n\(lines)\n</div>\n"
  }

  private var steps: String {
    guard content.isEmpty else { return "" }
    let items = Self.firstSteps.map { "<li>\(ShownName.html($0))</li>\n" }.joined()
    return section(
      "How to make a film", "<div class=\"card\"><ol class=\"steps\">\n\(items)</ol></div>\n")
  }

  private var clips: String {
    let clips = content.clips
    guard clips.total > 0 else { return "" }
    let usable = max(clips.total - clips.unusable, 0)
    let isReady = clips.measured >= usable
    let share = usable > 0 ? Double(clips.measured) / Double(usable) : 1
    let bar = isReady ? "" : progress(share, "Clips looked at")
    return "<div class=\"card\"><p>\(ShownName.html(clipsSentence))</p>\(bar)</div>\n"
  }

  // MARK: Films

  private func failed(_ film: PageFilm) -> String {
    let link = film.film.map {
      "<p class=\"links\">\(self.link($0, "The earlier film", for: film))</p>"
    }
    return "<div class=\"card bad\"><h3>\(title(film))</h3>"
      + "<p>\(text(film.reason, film.remedy))</p>\(link ?? "")</div>\n"
  }

  private func making(_ film: PageFilm) -> String {
    var body = "<h3>\(title(film))</h3>"
    if film.state == .settling {
      body += "<p>\(text(film.reason, film.remedy))</p>"
    } else {
      let stage = film.stage ?? "looking at the clips"
      let share = film.progress.map { "\(Quantity.percent($0)) %" }
      let facts = [share, film.remaining].compactMap { $0 }.joined(separator: ", ")
      body += progress(film.progress, stage)
      body +=
        "<p class=\"measure quiet\"><span>\(ShownName.html(Self.sentence(stage).dropStop))</span>"
      body += "<span>\(ShownName.html(facts))</span></p>"
    }
    if let path = film.film { body += "<p>\(link(path, "The earlier film", for: film))</p>" }
    return "<div class=\"card\">\(body)</div>\n"
  }

  private func waiting(_ wait: PageWait) -> String {
    let sentences = "<p class=\"quiet\">\(text(wait.reason, wait.remedy))</p>"
    if let film = wait.films.first, wait.films.count == 1 {
      return "<div class=\"card\"><h3>\(title(film))</h3>\(sentences)</div>\n"
    }
    let items = wait.films.map { "<li>\(title($0))</li>\n" }.joined()
    let list = "<ul class=\"names\">\n\(items)</ul>"
    let isLong = wait.films.count > Self.openNames
    let names = isLong ? "<details><summary>Show their names</summary>\(list)</details>" : list
    return "<div class=\"card\"><h3>\(Quantity.count(wait.films.count, "project"))</h3>\(sentences)"
      + "\(names)</div>\n"
  }

  /// More names than these are folded away.
  private static let openNames = 12

  private func finished(_ film: PageFilm) -> String {
    let when = film.when.map { "<p class=\"quiet\">\(ShownName.html($0))</p>" } ?? ""
    let note =
      film.isPreliminary
      ? "<p class=\"quiet\">A first version; a better one follows by itself.</p>" : ""
    var links = ""
    if let path = film.film, let report = film.report {
      links =
        "<div class=\"links\">\(link(report, "Report", for: film))"
        + "\(link(path, "Watch", for: film, style: "watch"))</div>"
    }
    let title = film.page.map { page in
      "<a href=\"\(ShownName.address(page))\">\(self.title(film))</a>"
    }
    return
      "<div class=\"film\">\(picture(film))<div><h3>\(title ?? self.title(film))</h3>\(when)\(note)</div>"
      + "\(links)</div>"
  }

  private func picture(_ film: PageFilm) -> String {
    guard let picture = film.film.flatMap({ pictures[$0] }) else { return "" }
    return "<img src=\"data:image/jpeg;base64,\(picture)\" alt=\"\"/>"
  }

  // MARK: Files

  private func fileCards(_ files: [PageFile]) -> [String] {
    let cards = files.prefix(Self.fileLimit).map { file in
      "<div class=\"card bad\"><h3>\(name(file.path))</h3><p>\(text(file.reason, file.remedy))</p></div>\n"
    }
    return cards + more(files).map { "<p class=\"quiet\">\($0)</p>\n" }
  }

  private func fileRows(_ files: [PageFile]) -> [String] {
    files.prefix(Self.fileLimit).map { file in
      "<h3>\(name(file.path))</h3><p class=\"quiet\">\(text(file.reason, file.remedy))</p>"
    } + more(files)
  }

  private func more(_ files: [PageFile]) -> [String] {
    files.count > Self.fileLimit ? ["and \(files.count - Self.fileLimit) more"] : []
  }

  // MARK: Elements

  /// A name of any script, kept from turning the words around it.
  private func name(_ name: String) -> String {
    name.split(separator: "/", omittingEmptySubsequences: false)
      .map { "<bdi>\(ShownName.html(String($0)))</bdi>" }.joined(separator: "/")
  }

  private func title(_ film: PageFilm) -> String {
    name(film.project)
      + (film.name.map { " <span class=\"name\">\(name($0))</span>" } ?? "")
  }

  private func text(_ reason: String, _ remedy: String?) -> String {
    sentences(reason, remedy).split(separator: "\n").map { ShownName.html(String($0)) }
      .joined(separator: "<br>")
  }

  /// Who hears the page is told which film each link is of.
  private func link(
    _ path: String, _ words: String, for film: PageFilm, style: String? = nil
  ) -> String {
    let label = "\(words): \(film.project)\(film.name.map { ", \($0)" } ?? "")"
    let style = style.map { "class=\"\($0)\" " } ?? ""
    return "<a \(style)href=\"\(ShownName.address(path))\" aria-label=\"\(ShownName.html(label))\">"
      + "\(words)</a>"
  }

  private func progress(_ share: Double?, _ label: String) -> String {
    let label = "aria-label=\"\(ShownName.html(label))\""
    guard let share else { return "<progress max=\"100\" \(label)></progress>" }
    let percent = Quantity.percent(share)
    return "<progress max=\"100\" value=\"\(percent)\" \(label)>\(percent) %</progress>"
  }
}

extension String {
  /// A label has no full stop.
  fileprivate var dropStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
