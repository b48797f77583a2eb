// SPDX-License-Identifier: GPL-3.0-or-later

package import Media

/// What a user asks of one montage; an empty file asks for the defaults.
package struct MontageConfig: Hashable, Sendable {
  package var style = Style()
  /// How many times as many cuts as the style has.
  package var pace = 1.0
  /// Frames by which cuts come after their beats; negative for before.
  package var cutOffset = 0
  package var transitions = TransitionStyle.cut
  package var order = ShotOrder.story
  /// Chooses among equally good plans.
  package var seed: UInt64 = 1
  /// Nil for the whole song.
  package var length: FilmLength?
  /// The name of the song's file, byte for byte; nil for the only one there is.
  package var music: String?
  /// What is said of the song's beats.
  package var beats = BeatWishes()
  package var title: Title?
  /// Nil leaves it to the house format, as for the other properties of the picture.
  package var fit: Fit?
  /// Nil for the middle.
  package var focus: Focus?
  /// The name of the table of colours beside the config; nil for none.
  package var lut: String?
  /// Width over height.
  package var aspect: Rational?
  package var resolution: Resolution?
  package var frameRate: Rational?
  /// Constant rate factor.
  package var quality: Int?
  package var sound = FilmSound.music
  package var loudness = LoudnessWish.standard
  /// Footage to leave out.
  package var never: [FootageWish] = []
  /// The only footage to use; empty for all.
  package var only: [Glob] = []
  /// Footage that the film has to show.
  package var must: [FootageWish] = []
  /// How many shots of one file are shown at most; nil for as many as the film needs.
  package var shotsPerFile: Int?
  /// Cameras whose clocks were wrong.
  package var clocks: [ClockWish] = []
  package var shortestShot: MediaTime?
  package var longestShot: MediaTime?
  /// Films with other shots each.
  package var variants = 1
  package var history = History.avoid
  /// The shapes in which each film is made, width over height, the usual one first; empty for one.
  package var outputs: [Rational] = []
  /// Earlier films to keep.
  package var keepPrevious = 3
  /// When new footage makes this film anew; nil leaves it to the service.
  package var rerender: Rerender?
  /// What is encoded before a film asks for it.
  package var mezzanine = Mezzanine.best
  /// In the defaults of a drop folder: footage and one song make a project, without a config.
  package var isAutomatic = false
  /// The keys that a file names: no style changes these.
  var said: Set<MontageKey> = []

  package init() {}

  /// Reads a config file; what it does not say stays as in `defaults`.
  ///
  /// Throws everything that is wrong with it at once.
  package init(
    file: String, bytes: [UInt8], defaults: MontageConfig = MontageConfig(),
    styles: StyleShelf = .shipped
  ) throws(ConfigError) {
    let fields = MontageFields(config: defaults, styles: styles)
    self = try ConfigDecoder(file: file, bytes: bytes, into: fields).checked().config
  }

  /// Reads the defaults of a drop folder, `montaged.defaults.yaml`.
  package init(
    defaultsFile file: String, bytes: [UInt8], styles: StyleShelf = .shipped
  ) throws(ConfigError) {
    let fields = MontageFields(config: MontageConfig(), isDefaults: true, styles: styles)
    self = try ConfigDecoder(file: file, bytes: bytes, into: fields).checked().config
  }

  /// The size of the film's picture, given that of the house format.
  package func canvas(house: PixelSize) -> PixelSize {
    Settings.canvas(resolution, aspect: aspect, house: house)
  }

  /// The shapes of its films; nil stands for the one that it gives or the footage has.
  package var shapes: [Rational?] { outputs.isEmpty ? [nil] : outputs }

  /// The same for a film of another shape; for nil just the same.
  package func shaped(_ aspect: Rational?) -> MontageConfig {
    guard let aspect else { return self }
    var config = self
    config.aspect = aspect
    if case .exact(let size) = resolution {
      config.resolution = .shortSide(min(size.width, size.height))
    }
    return config
  }

  /// Why the footage at this path inside the project is left out; nil when it is used.
  package func exclusion(of path: [UInt8]) -> Exclusion? {
    if let wish = never.first(where: { $0.stretch == nil && $0.matches(path) }) {
      return .never(wish.glob)
    }
    return only.isEmpty || only.contains { $0.matches(path) } ? nil : .notInOnly
  }

  /// The stretches of the footage at this path that must not be seen.
  package func neverStretches(of path: [UInt8]) -> [TimeRange] {
    never.filter { $0.matches(path) }.compactMap(\.stretch)
  }

  /// The stretches of the footage at this path that must be seen; nil where any of it will do.
  package func mustStretches(of path: [UInt8]) -> [TimeRange?] {
    must.filter { $0.matches(path) }.map(\.stretch)
  }

  /// What the clock of the camera that recorded this was behind, in milliseconds; the last line that names it counts.
  package func clockCorrection(of path: [UInt8]) -> Int64 {
    clocks.last { $0.glob.matches(path) }?.milliseconds ?? 0
  }

  /// What becomes of moments that films of other configs show.
  package enum History: String, Hashable, Sendable, CaseIterable {
    /// They come last.
    case avoid
    case ignore
  }

  /// How much footage is encoded in the film's format when it lands.
  package enum Mezzanine: String, Hashable, Sendable, CaseIterable {
    /// What films are likely to show, the best first, as far as the cache has room.
    case best
    /// Poor shots too.
    case all
    case off
  }

  /// How loud the finished film shall be.
  package enum LoudnessWish: Hashable, Sendable {
    /// The song as it is.
    case off
    /// Integrated, in LUFS.
    case integrated(Double)

    /// What video platforms play at.
    package static let standard = LoudnessWish.integrated(-14)

    /// LUFS; nil for the song as it is.
    package var target: Double? {
      if case .integrated(let target) = self { target } else { nil }
    }
  }

  /// The key that leaves footage out.
  package enum Exclusion: Hashable, Sendable {
    case never(Glob)
    case notInOnly
  }
}

extension MontageConfig {
  /// What a style does not speak of is as here.
  static let plain = MontageConfig()

  /// Takes a style, and what it says of the film's looks where no file says anything.
  mutating func take(_ file: StyleFile) {
    style = file.style
    for key in StyleKey.looks where !said.contains(key) {
      take(key, from: file.look)
    }
  }

  private mutating func take(_ key: MontageKey, from other: MontageConfig) {
    switch key {
    case .pace: pace = other.pace
    case .transitions: transitions = other.transitions
    case .order: order = other.order
    case .fit: fit = other.fit
    case .focus: focus = other.focus
    case .lut: lut = other.lut
    case .sound: sound = other.sound
    case .loudness: loudness = other.loudness
    case .shortestShot: shortestShot = other.shortestShot
    case .longestShot: longestShot = other.longestShot
    default: preconditionFailure("\(key.rawValue) is no matter of style")
    }
  }

  /// The style at the pace of this film.
  package var pacedStyle: Style {
    var style = style
    style.pace = pace
    return style
  }
}
