// SPDX-License-Identifier: GPL-3.0-or-later

/// Decides when a drop folder's status files are written again: often enough to be believed, and never for nothing.
///
/// It has no clock: times are ms since 1970.
package enum StatusPace {
  package enum Answer: Hashable, Sendable {
    case write
    /// Ask again then, or at the next change.
    case wait(until: Int64)
    case nothing
  }

  /// What was written last.
  package struct Written: Hashable, Sendable {
    package let status: FolderStatus
    /// Whether the whole service was paused.
    package let isHeld: Bool
    package let time: Int64

    package init(_ status: FolderStatus, isHeld: Bool = false, at time: Int64) {
      self.status = status
      self.isHeld = isHeld
      self.time = time
    }
  }

  /// What to do now that `status` is the truth; `isHeld` while the whole service is paused.
  package static func answer(
    last: Written?, status: FolderStatus, isHeld: Bool = false, now: Int64
  ) -> Answer {
    // Where the folder should be there is now another one, or none.
    guard status.state != .offline else { return .nothing }
    guard let last else { return .write }
    guard last.isHeld != isHeld || differs(last.status, status) else { return .nothing }
    // A clock that was set back must not silence the page.
    let elapsed = now - last.time
    let gap = status.isWorking ? workingGap : restingGap
    return elapsed >= gap || elapsed < 0 ? .write : .wait(until: last.time + gap)
  }

  /// 15 s: a disk that may sleep, and a share that others use, are not written to more often.
  private static let workingGap: Int64 = 15_000
  /// 2 s: a result is shown at once, but a state that flutters is not followed.
  private static let restingGap: Int64 = 2_000
  /// Progress is worth a write when it moved by a tenth.
  private static let step = 0.1

  /// Whether a reader would see something new.
  private static func differs(_ old: FolderStatus, _ new: FolderStatus) -> Bool {
    States(old) != States(new) || moved(old.clips, new.clips)
      || zip(old.projects, new.projects).contains { old, new in
        moved(old.clips, new.clips)
          || zip(old.montages, new.montages).contains { moved($0.progress, $1.progress) }
      }
  }

  private static func moved(_ old: FolderStatus.Clips, _ new: FolderStatus.Clips) -> Bool {
    moved(share(old), share(new))
  }

  private static func moved(_ old: Double?, _ new: Double?) -> Bool {
    // Tenths such as 0.3 - 0.2 fall short by a hair.
    abs((new ?? 0) - (old ?? 0)) >= step - 1e-9
  }

  private static func share(_ clips: FolderStatus.Clips) -> Double {
    clips.total > 0 ? Double(clips.measured) / Double(clips.total) : 0
  }

  /// A status without what moves all the time: progress, guesses, moments.
  private struct States: Hashable {
    private let folder: FolderStatus

    init(_ status: FolderStatus) {
      var folder = status
      folder.since = 0
      folder.clips = Self.steady(folder.clips)
      for index in folder.projects.indices {
        folder.projects[index].clips = Self.steady(folder.projects[index].clips)
        for film in folder.projects[index].montages.indices {
          folder.projects[index].montages[film].progress = nil
          folder.projects[index].montages[film].remaining = nil
          folder.projects[index].montages[film].since = 0
        }
      }
      folder.files = folder.files.map { file in
        // How long ago a file changed is news to nobody.
        let reason = file.state == .settling ? nil : file.reason
        return FileStatusLine(path: file.path, state: file.state, reason: reason)
      }
      self.folder = folder
    }

    /// Counts that change with every clip are progress, but the first and the last are states.
    private static func steady(_ clips: FolderStatus.Clips) -> FolderStatus.Clips {
      var steady = clips
      steady.measured = clips.measured == 0 ? 0 : clips.measured == clips.total ? 2 : 1
      steady.waiting = min(clips.waiting, 1)
      steady.settling = min(clips.settling, 1)
      return steady
    }
  }
}

extension FolderStatus {
  /// Whether something goes on here that ends by itself.
  package var isWorking: Bool {
    guard state == .watching || state == .polling else { return false }
    return clips.waiting > 0 || clips.settling > 0
      || projects.contains { $0.montages.contains { $0.state.isWorking } }
      || files.contains { $0.state == .analysing }
  }
}

extension MontageStatus.State {
  /// Whether it ends by itself.
  package var isWorking: Bool {
    switch self {
    case .settling, .analysing, .rendering: true
    case .waiting, .done, .failed, .cancelled, .paused: false
    }
  }
}
