// SPDX-License-Identifier: GPL-3.0-or-later

/// What a project needs before a film can be made.
package enum MissingPart: String, Sendable, Hashable, CaseIterable {
  case footage = "clips"
  case song = "a song"
  case config = "a config"

  /// `a song and a config`, as `ProjectStatus.waitingFor` says it; nil when nothing is missing.
  package static func sentence(_ parts: Set<MissingPart>) -> String? {
    let words = allCases.filter(parts.contains).map(\.rawValue)
    guard let last = words.last else { return nil }
    let others = words.dropLast().joined(separator: ", ")
    return others.isEmpty ? last : "\(others) and \(last)"
  }

  /// What to put where, for what such a sentence names; nil when it names none of these.
  package static func remedy(for sentence: String) -> String? {
    let named = Set(allCases.filter { sentence.contains($0.rawValue) })
    switch (named.contains(.song), named.contains(.config)) {
    case (true, true):
      return "put one music file and a file montage.yaml, which may be empty, beside the clips"
    case (true, false): return "put one music file beside the clips"
    case (false, true): return "put a file montage.yaml, which may be empty, beside the clips"
    case (false, false):
      return named.contains(.footage) ? "copy clips into the folder, at any depth" : nil
    }
  }
}

/// What holds a film in its state, where nothing more exact is known.
enum MontageSentences {
  static func reason(_ montage: MontageStatus, missing: String?) -> String {
    switch montage.state {
    case .waiting: missing.map { "waiting for \($0)" } ?? "something is missing"
    case .settling: "files of the project are still being copied"
    case .analysing: "clips are measured first" + progress(montage)
    case .rendering: "being made" + progress(montage)
    case .done:
      (montage.isPreliminary
        ? "finished in a first version, which a better one replaces by itself" : "finished")
        + verification(montage)
    case .failed: "could not be made"
    case .cancelled: "cancelled"
    case .paused: "its folder or the service is paused"
    }
  }

  /// Whether every frame of it was decoded once.
  private static func verification(_ montage: MontageStatus) -> String {
    switch montage.isVerified {
    case true?: " and verified"
    case false?: ", but it does not decode from end to end"
    case nil: ""
    }
  }

  /// Nil where patience is enough.
  static func remedy(_ montage: MontageStatus, missing: String?) -> String? {
    switch montage.state {
    case .waiting: missing.flatMap(MissingPart.remedy)
    case .settling, .analysing, .rendering, .done: nil
    case .failed: "see the file montages/\(montage.name).failed.txt in the project"
    case .cancelled: "change its config or its song, or run montagectl retry"
    case .paused: Explanations.resumption(nil)
    }
  }

  /// `: putting the film together, 62 %, about 40 s left`; empty when nothing is known.
  private static func progress(_ montage: MontageStatus) -> String {
    let words = [
      montage.stage.map(StageWords.words), montage.progress.map { "\(Quantity.percent($0)) %" },
      montage.remaining.map { Quantity.about($0) + " left" },
    ].compactMap { $0 }
    return words.isEmpty ? "" : ": " + words.joined(separator: ", ")
  }
}

/// The stages of a film in words for people who do not know how films are made.
enum StageWords {
  static func words(_ stage: String) -> String {
    switch stage {
    case "analysing": "looking at the clips"
    case "listening": "listening to the song"
    case "planning": "choosing the scenes"
    case "encoding": "preparing the scenes"
    case "joining": "putting the film together"
    case "checking": "checking the film"
    case "publishing": "putting the film in its place"
    default: ShownName.line(stage)
    }
  }
}
