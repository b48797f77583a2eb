// SPDX-License-Identifier: GPL-3.0-or-later

/// The sentences behind each state: which rule holds a file, project or film there, and what to do about it.
package enum Explanations {
  /// A file; `reason` is what its status line says, in the form `what is wrong; what to do`.
  package static func file(
    path: String, state: FileStatusLine.State, reason: String? = nil, since: Int64 = 0, now: Int64
  ) -> Explanation {
    let age = Quantity.ago(since, now: now)
    var sentence = FileSentences.reason(state)
    var remedy = FileSentences.remedy(state)
    switch (state, reason) {
    case (.settling, let rule):
      sentence = (age.map { "changed \($0); " } ?? "") + (rule ?? sentence)
    case (.analysing, nil): sentence += age.map { ", since it began \($0)" } ?? ""
    case (_, let reason?):
      let parts = parts(of: reason)
      sentence = parts.reason
      remedy = parts.remedy ?? remedy
    case (_, nil): break
    }
    return Explanation(
      path: path, kind: "file", state: state.rawValue, reason: sentence, since: since,
      remedy: remedy)
  }

  /// A film of the project that waits for `missing`, as `ProjectStatus.waitingFor` says it.
  package static func montage(
    path: String, _ montage: MontageStatus, missing: String? = nil, now: Int64
  ) -> Explanation {
    let age = Quantity.ago(montage.since, now: now)
    var sentence = MontageSentences.reason(montage, missing: missing)
    var remedy = MontageSentences.remedy(montage, missing: missing)
    if let reason = montage.reason {
      // It may hold a line to paste, and so is left as it is.
      sentence = reason
      if montage.state == .failed { remedy = nil }
    } else if let age, montage.state == .done {
      sentence += ", \(age)"
    }
    return Explanation(
      path: path, kind: "montage", state: montage.state.rawValue, reason: sentence,
      since: montage.since, remedy: remedy)
  }

  /// A drop folder.
  package static func folder(_ folder: FolderStatus, now: Int64) -> Explanation {
    let detail = folder.reason.map { " (\($0))" } ?? ""
    let sentence: String
    var remedy: String?
    switch folder.state {
    case .watching: sentence = "watched: changes are noticed at once"
    case .polling: sentence = "looked at by the clock, because changes are not reported" + detail
    case .offline:
      sentence = "not there, or not the folder that it was\(detail); nothing is touched meanwhile"
      remedy = "mount it again; work goes on by itself"
    case .paused:
      sentence = "paused" + detail
      remedy = resumption(folder.pausedBy)
    }
    return Explanation(
      path: folder.path, kind: "folder", state: folder.state.rawValue, reason: sentence,
      since: folder.since, remedy: remedy)
  }

  /// A folder with footage; `path` as it was asked for.
  package static func project(path: String, _ project: ProjectStatus) -> Explanation {
    guard let missing = project.waitingFor else {
      let clips = project.clips
      let sentence =
        "\(Quantity.count(project.montages.count, "film")); "
        + "\(clips.measured) of \(Quantity.count(clips.total, "clip")) measured"
      return Explanation(path: path, kind: "project", state: "complete", reason: sentence)
    }
    return Explanation(
      path: path, kind: "project", state: "waiting", reason: "waiting for \(missing)",
      remedy: MissingPart.remedy(for: missing))
  }

  /// A file or folder that is never looked at; without `why` its name decides.
  package static func ignored(path: String, why: String? = nil) -> Explanation {
    Explanation(
      path: path, kind: "file", state: "ignored", reason: why ?? IgnoredName.reason(of: path),
      remedy: "give it another name if it is footage")
  }

  /// Something that no drop folder holds.
  package static func unknown(path: String) -> Explanation {
    Explanation(
      path: path, kind: "file", state: "unknown",
      reason: "not in a drop folder, or not seen yet",
      remedy: "copy it into a drop folder; montagectl status lists them")
  }

  /// What ends a pause, for the person who has only the folder.
  package static func resumption(_ pause: FolderStatus.Pause?) -> String {
    switch pause {
    case .file: "remove the file PAUSE from this folder"
    case .command: "run montagectl resume on the server"
    case nil:
      "remove the file PAUSE from this folder; without one, run montagectl resume on the server"
    }
  }

  /// Splits `what is wrong; what to do` at its last semicolon.
  static func parts(of sentence: String) -> (reason: String, remedy: String?) {
    let characters = Array(sentence)
    guard
      let index = characters.indices.dropLast().last(where: {
        characters[$0] == ";" && characters[$0 + 1] == " "
      })
    else { return (sentence, nil) }
    return (String(characters[..<index]), String(characters[(index + 2)...]))
  }
}
