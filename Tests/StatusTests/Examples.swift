// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

@testable import Status

/// 21 November 2026, 14:03 UTC, in ms since 1970.
let noon3: Int64 = 1_795_269_780_000

/// Drop folders and services in the states that people meet.
enum Examples {
  static func clips(
    _ total: Int, measured: Int, waiting: Int = 0, settling: Int = 0
  ) -> FolderStatus.Clips {
    var clips = FolderStatus.Clips()
    clips.total = total
    clips.measured = measured
    clips.waiting = waiting
    clips.settling = settling
    return clips
  }

  static func film(
    _ state: MontageStatus.State, name: String = "montage", progress: Double? = nil,
    output: String? = nil
  ) -> MontageStatus {
    var film = MontageStatus(name: name)
    film.state = state
    film.since = noon3 - 3_600_000
    film.progress = progress
    film.output = output
    return film
  }

  static func project(
    _ path: String, _ films: [MontageStatus] = [], waitingFor: String? = nil
  ) -> ProjectStatus {
    var project = ProjectStatus(path: path)
    project.montages = films
    project.waitingFor = waitingFor
    return project
  }

  static func folder(_ projects: [ProjectStatus] = []) -> FolderStatus {
    var folder = FolderStatus(path: "/srv/drop")
    folder.projects = projects
    return folder
  }

  /// Something in every state.
  static var busyFolder: FolderStatus {
    var rendering = film(
      .rendering, progress: 0.62, output: "/srv/drop/Iceland 2026/montages/montage.mp4")
    rendering.stage = "encoding"
    rendering.remaining = 38
    var failed = film(.failed)
    failed.reason = "montage.yaml:3: unknown key `musik`; write: music: song.mp3"
    var preliminary = film(.done, output: "Wedding/montages/montage.mp4")
    preliminary.isPreliminary = true
    var folder = folder([
      project(
        "Iceland 2026",
        [rendering, film(.done, name: "teaser", output: "Iceland 2026/montages/teaser.mp4")]),
      project("Norway", [film(.analysing, progress: 0.37)]),
      project("Birthday", [failed]),
      project("Skiing/2025", waitingFor: "a song and a config"),
      project("Skiing/2026", waitingFor: "a song and a config"),
      project("Garden", [film(.cancelled)]),
      project("Wedding", [preliminary]),
      project("Lake", [film(.settling)]),
    ])
    folder.clips = clips(423, measured: 398, waiting: 11, settling: 2)
    folder.files = [
      FileStatusLine(path: "Iceland 2026/GX010024.MP4", state: .damaged),
      FileStatusLine(
        path: "Lake/C0001.MP4", state: .incomplete, reason: "60 % of the file is there"),
    ]
    return folder
  }

  static func service(_ state: ServiceStatus.State, _ folders: [FolderStatus] = []) -> ServiceStatus
  {
    var service = ServiceStatus()
    service.version = "1.0"
    service.state = state
    service.since = noon3 - 600_000
    service.folders = folders
    return service
  }

  static func page(_ folder: FolderStatus, _ state: ServiceStatus.State = .working) -> FolderPage {
    FolderPage(folder: folder, service: service(state), now: noon3, utcOffsetMinutes: 60)
  }
}

/// Files that were read by somebody and approved.
enum Golden {
  /// Compares; with `UPDATE_GOLDENS` in the environment it writes first.
  static func matches(_ text: String, _ name: String, file: String = #filePath) throws -> Bool {
    let path = URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent("Goldens/" + name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      try Data(text.utf8).write(to: path)
    }
    return try String(contentsOf: path, encoding: .utf8) == text
  }
}
