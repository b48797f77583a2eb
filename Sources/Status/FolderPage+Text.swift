// SPDX-License-Identifier: GPL-3.0-or-later

extension FolderPage {
  /// The page as plain text, for editors and `cat`.
  package var text: String {
    var lines = [shown(content.title), ""]
    lines[0] += ": " + lowercasedFirst(content.headline)
    for notice in content.notices { lines += paragraph(notice, indent: "") + [""] }
    if content.isEmpty {
      lines += FolderPage.firstSteps.enumerated().flatMap { index, step in
        paragraph("\(index + 1). \(step)", indent: "")
      }
      lines.append("")
    }
    lines += section("NEEDS YOU", content.failed.flatMap(failed) + files(content.problems))
    lines += section("IN THE MAKING", content.making.flatMap(making))
    lines += section("WAITING", content.waiting.flatMap(waiting))
    lines += section("FINISHED", content.finished.flatMap(finished))
    lines += section("ARRIVING", files(content.patience))
    if content.clips.total > 0 { lines += section("CLIPS", paragraph(clipsSentence, indent: "  ")) }
    lines.append("\(Self.writtenWords)\(written). Written again when something changes.")
    lines.append(FolderPage.mark + ".")
    return lines.joined(separator: "\n") + "\n"
  }

  /// What to do in an empty folder.
  static let firstSteps = [
    "Make a folder here for each film and copy its clips into it.",
    "Put one music file beside the clips.",
    "Put a file named montage.yaml beside them. It may be empty.",
    "The film appears in a folder named montages beside them.",
  ]

  /// `412 clips: 398 ready, 11 waiting`.
  var clipsSentence: String {
    let clips = content.clips
    if clips.measured == clips.total {
      return clips.total == 1 ? "The clip is ready." : "All \(clips.total) clips are ready."
    }
    let parts = [
      (clips.measured, "ready"), (clips.waiting, "waiting to be looked at"),
      (clips.settling, "still being copied"), (clips.unusable, "cannot be used"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return Quantity.count(clips.total, "clip")
      + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }

  /// A page stays readable: what is beyond is counted.
  static let fileLimit = 50

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [title] + lines + [""]
  }

  private func failed(_ film: PageFilm) -> [String] {
    ["  \(title(film)) could not be made"] + paragraph(sentences(film.reason, film.remedy))
  }

  private func making(_ film: PageFilm) -> [String] {
    var lines = ["  " + title(film)]
    if film.state == .settling { return lines + paragraph(sentences(film.reason, film.remedy)) }
    let facts = [
      film.progress.map { "\(Columns.bar($0, 26)) \(Quantity.percent($0)) %" },
      film.stage ?? (film.state == .analysing ? "looking at the clips" : nil), film.remaining,
    ].compactMap { $0 }
    lines.append("    " + facts.joined(separator: ", "))
    if let path = film.film { lines.append("    the earlier film: " + shown(path)) }
    return lines
  }

  private func waiting(_ wait: PageWait) -> [String] {
    wait.films.map { "  " + title($0) } + paragraph(sentences(wait.reason, wait.remedy))
  }

  private func finished(_ film: PageFilm) -> [String] {
    var line = "  " + title(film)
    if let when = film.when { line += ", \(when)" }
    let path = film.film.map { ["    " + shown($0)] } ?? []
    let note = film.isPreliminary ? ["    A first version; a better one follows by itself."] : []
    return [line] + path + note
  }

  private func files(_ files: [PageFile]) -> [String] {
    let lines = files.prefix(Self.fileLimit).flatMap { file in
      ["  " + shown(file.path)] + paragraph(sentences(file.reason, file.remedy))
    }
    let rest = files.count - Self.fileLimit
    return lines + (rest > 0 ? ["  and \(rest) more"] : [])
  }

  private func title(_ film: PageFilm) -> String {
    shown(film.project) + (film.name.map { " (\(shown($0)))" } ?? "")
  }

  /// A name in one line, kept from turning the line around when it is written from right to left.
  private func shown(_ name: String) -> String {
    name.split(separator: "/", omittingEmptySubsequences: false).map { part in
      let line = ShownName.line(String(part))
      return ShownName.isRightToLeft(line) ? "\u{2068}\(line)\u{2069}" : line
    }.joined(separator: "/")
  }

  private func paragraph(_ text: String, indent: String = "    ") -> [String] {
    text.split(separator: "\n").flatMap { line in
      Columns.wrapped(ShownName.line(String(line)), 78 - indent.count).map { indent + $0 }
    }
  }

  private func lowercasedFirst(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension FolderPage {
  /// Reason and remedy as two sentences.
  func sentences(_ reason: String, _ remedy: String?) -> String {
    // What was written with a remedy in it, or in several lines, is not touched.
    guard let remedy else { return reason.contains(": ") ? reason : Self.sentence(reason) }
    return Self.sentence(reason) + " " + Self.sentence(remedy)
  }

  /// With a capital and a full stop; a file name at the start stays as it is.
  static func sentence(_ text: String) -> String {
    let first = text.prefix { $0 != " " && $0 != "," }
    let isWord = first.allSatisfy { $0.isASCII && $0.isLowercase }
    let start = isWord ? text.prefix(1).uppercased() + text.dropFirst() : text
    guard let last = start.last, !".!?".contains(last) else { return start }
    return start + "."
  }
}
