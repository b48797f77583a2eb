// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// Everything that decides a film; equal requests give equal plans.
package struct PlanRequest: Hashable, Sendable, Codable {
  package var music: MusicAnalysis
  package var song: ContentKey
  package var sources: [SourceFootage]
  /// The house rate, in frames per second.
  package var frameRate: Rational
  package var style: Style
  package var length: FilmLength
  package var bounds: ShotBounds
  /// Another seed gives another, equally good film.
  package var seed: UInt64
  package var sound: FilmSound
  /// Integrated loudness of the film in LUFS; nil leaves the song as it is.
  package var loudness: Double?
  package var transitions: TransitionStyle
  package var order: ShotOrder
  /// Frames by which cuts come after their beats; negative for before.
  package var cutOffset: Int
  /// How many shots one source gives at most; nil for as many as the film needs.
  package var shotsPerSource: Int?
  /// Shots that stay where they are; the film is planned around them.
  package var fixed: [FixedShot]

  package init(
    music: MusicAnalysis, song: ContentKey, sources: [SourceFootage], frameRate: Rational,
    style: Style = Style(), length: FilmLength = .wholeSong,
    bounds: ShotBounds = ShotBounds(), seed: UInt64 = 0, sound: FilmSound = .music,
    loudness: Double? = nil, transitions: TransitionStyle = .cut, order: ShotOrder = .story,
    cutOffset: Int = 0, shotsPerSource: Int? = nil, fixed: [FixedShot] = []
  ) {
    self.music = music
    self.song = song
    self.sources = sources
    self.frameRate = frameRate
    self.style = style
    self.length = length
    self.bounds = bounds
    self.seed = seed
    self.sound = sound
    self.loudness = loudness
    self.transitions = transitions
    self.order = order
    self.cutOffset = cutOffset
    self.shotsPerSource = shotsPerSource
    self.fixed = fixed
  }
}

/// One footage file that may appear in a film.
package struct SourceFootage: Hashable, Sendable, Codable {
  package var content: ContentKey
  /// What people call it: its path in the project.
  package var name: String
  /// Place among the sources; equal numbers are ordered by content.
  package var order: Int
  package var analysis: FootageAnalysis
  /// Stretches that cannot be shown, in any order; times are as in the analysis.
  package var unusable: [TimeRange]
  /// The film has to show something of it.
  package var mustAppear: Bool
  /// Stretches that the film has to show.
  package var mustShow: [TimeRange]
  /// Stretches that another film of this footage shows: they come last.
  package var seen: [TimeRange]

  package init(
    content: ContentKey, name: String, order: Int, analysis: FootageAnalysis,
    unusable: [TimeRange] = [], mustAppear: Bool = false, mustShow: [TimeRange] = [],
    seen: [TimeRange] = []
  ) {
    self.content = content
    self.name = name
    self.order = order
    self.analysis = analysis
    self.unusable = unusable
    self.mustAppear = mustAppear
    self.mustShow = mustShow
    self.seen = seen
  }
}

/// How long a film shall be.
package enum FilmLength: Hashable, Sendable, Codable {
  case wholeSong
  /// To the frame.
  case exactly(MediaTime)
  /// To the nearest bar line.
  case about(MediaTime)
}

/// Shortest and longest shot that the user allows; nil leaves it to the planner.
package struct ShotBounds: Hashable, Sendable, Codable {
  package var shortest: MediaTime?
  package var longest: MediaTime?

  package init(shortest: MediaTime? = nil, longest: MediaTime? = nil) {
    self.shortest = shortest
    self.longest = longest
  }
}
