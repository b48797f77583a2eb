// SPDX-License-Identifier: GPL-3.0-or-later

/// What holds a file in its state, where nothing more exact is known.
enum FileSentences {
  static func reason(_ state: FileStatusLine.State) -> String {
    switch state {
    case .settling: "counts as complete once it stays unchanged for a while (2 to 30 s)"
    case .incomplete: "its end is missing: it is still being copied, or the copy broke off"
    case .unreadable: "the service may not read it"
    case .waiting: "complete; measured when a worker is free"
    case .analysing: "being measured now"
    case .measured: "measured; films of its project may use it"
    case .damaged: "damaged, or not a video that can be read"
    case .quarantined: "makes the decoder fail; left alone until it changes"
    }
  }

  /// Nil where patience is enough.
  static func remedy(_ state: FileStatusLine.State) -> String? {
    switch state {
    case .settling, .waiting, .analysing, .measured: nil
    case .incomplete: "wait for the copy to end; if none is running, copy it again"
    case .unreadable: "let the service's group read it (chmod g+r)"
    case .damaged: "copy it again, convert it, or take it out of the folder"
    case .quarantined:
      "convert it, or take it out of the folder; montagectl retry has it tried again"
    }
  }
}

/// Why names are passed over.
enum IgnoredName {
  static func reason(of path: String) -> String {
    let parts = path.split(separator: "/").map(String.init)
    let name = parts.last ?? path
    let folded = name.lowercased()
    if parts.dropLast().contains(where: { $0.lowercased() == "montages" }) {
      return "what lies in montages was made by this service"
    }
    if folded.hasPrefix(".") { return "names that start with a dot are hidden" }
    guard let dot = folded.lastIndex(of: "."), folded.index(after: dot) != folded.endIndex else {
      return "such names are never footage"
    }
    let ending = String(name[dot...])
    return endings[String(folded[folded.index(after: dot)...])]
      .map { "names ending in \(ending) are \($0)" } ?? "such names are never footage"
  }

  private static let endings: [String: String] = [
    "lrv": "camera previews", "lrf": "camera previews", "glv": "camera previews",
    "thm": "camera thumbnails", "scr": "camera thumbnails", "srt": "subtitles",
    "part": "copies in progress", "partial": "copies in progress",
    "filepart": "copies in progress", "crdownload": "downloads in progress",
    "opdownload": "downloads in progress", "tmp": "temporary files", "db": "indexes of pictures",
    "xml": "camera notes", "cpi": "camera notes", "mpl": "camera notes", "bdm": "camera notes",
    "moi": "camera notes", "pgi": "camera notes", "ifo": "disc menus", "bup": "disc menus",
  ]
}
