// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Status
internal import Watching

/// What the rule decided, for people.
extension FilmRecord {
  var words: (MontageStatus.State, String?) {
    switch decision {
    case .make: (.analysing, nil)
    case .wait(let reason, _): words(for: reason)
    }
  }

  private func words(for reason: MontageRule.Reason) -> (MontageStatus.State, String?) {
    switch reason {
    case .missing(let parts):
      (.waiting, "waiting for \(parts.joined(separator: " and "))")
    case .settling: (.settling, "something in the folder is still being copied")
    case .lull: (.settling, "footage has just come; more may be on its way")
    case .analysing: (.analysing, nil)
    case .paused: (.paused, nil)
    case .cancelled:
      (
        .cancelled,
        "cancelled; it is made when its config or song changes, or by montagectl run-now"
      )
    case .done where hasFilm: (.done, nil)
    case .done: (.done, "its file was taken away; montagectl run-now makes it again")
    case .rerender:
      (
        .done,
        "new footage is here; a new film follows when no more has come for a while (rerender:)"
      )
    case .failed: (.failed, failure)
    }
  }
}

extension ClipBook.State {
  /// More than that its turn has not come.
  var isNotable: Bool {
    switch self {
    case .waiting, .rejected, .quarantined: true
    case .unseen, .seen, .measured: false
    }
  }

  var words: (FileStatusLine.State, String?) {
    switch self {
    case .unseen, .seen: (.waiting, nil)
    case .waiting(_, let sentence): (.waiting, sentence)
    case .rejected(let sentence): (.damaged, sentence)
    case .quarantined(let sentence): (.quarantined, sentence)
    case .measured: (.measured, nil)
    }
  }
}

extension FolderView.Unsettled {
  var sentence: String? {
    switch reason {
    case .changing: nil
    case .empty: "empty; copy it again"
    case .incomplete(let percent):
      "only \(percent) % of the file is there; copy it again, or wait until the copy is done"
    case .unreadable(let error): "cannot be read (\(error.reason)); allow the service to read it"
    }
  }
}

extension FolderView.Unsettled.Reason {
  var state: FileStatusLine.State {
    switch self {
    case .changing, .empty: .settling
    case .incomplete: .incomplete
    case .unreadable: .unreadable
    }
  }
}
