// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Pipeline
internal import Settings
internal import Watching

/// A drop folder at one look, read and sorted for the scheduler.
struct FolderLook: Sendable {
  var view: FolderView
  /// Footage that is new, or not as it was at the last look.
  var news: [Path: ClipBook.Note] = [:]
  var projects: [ProjectLook] = []
  /// What films get that ask for nothing.
  var defaults = MontageConfig()
  /// Folders with footage above which there is no config, and how many clips are in each.
  var unclaimed: [Path: Int] = [:]

  /// Settled or not, sorted by path.
  var footage: some Sequence<ScannedFile> { view.files.lazy.filter { $0.kind == .footage } }
}

/// A project at one look.
struct ProjectLook: Sendable {
  /// From the drop folder.
  var path: Path
  var project: Project
  var films: [FilmLook] = []
  var isFootageInChange = false
  /// Stands for the footage as it is.
  var footage = 0
  var clipCount = 0
  /// Songs to listen to before somebody asks.
  var songs: [ScannedFile] = []
}

/// A config at one look.
struct FilmLook: Sendable {
  var config: ConfigName
  /// Nil when the config cannot be read; the maker says why.
  var wishes: MontageConfig?
  /// Config or a song is still being written.
  var isRequestInChange = false
  /// Stands for config, songs, their beats, tables of colours and defaults as they are, after a restart too.
  var request = ""
  var missing: [String] = []
  /// When the film was written that was seen in its place, in ms since 1970; nil where there is none.
  var filmed: Int64?
}
