// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import YAML

/// A montage's config while its file is read.
struct MontageFields: ConfigFields {
  var config: MontageConfig
  /// The file holds the defaults of a drop folder.
  var isDefaults = false
  var styles = StyleShelf.shipped
  /// The style that the file names.
  private var style: StyleFile?

  init(config: MontageConfig, isDefaults: Bool = false, styles: StyleShelf = .shipped) {
    self.config = config
    self.isDefaults = isDefaults
    self.styles = styles
  }

  mutating func set(_ key: MontageKey, to scalar: Scalar) throws(Refusal) {
    switch key {
    case .style: style = try style(scalar)
    case .pace: config.pace = try pace(scalar)
    case .cutOffset: config.cutOffset = try frames(scalar, upTo: 2)
    case .transitions: config.transitions = try choice(scalar)
    case .order: config.order = try choice(scalar)
    case .seed: config.seed = try wholeNumber(scalar, in: 0...UInt64.max)
    case .duration: config.length = try filmLength(scalar)
    case .music: config.music = try neighbour(scalar)
    case .bpm: config.beats.hints.tempo = try tempo(scalar)
    case .meter: config.beats.hints.meter = try meter(scalar)
    case .firstDownbeat: config.beats.hints.firstDownbeat = try seconds(scalar, in: songSeconds)
    case .offset: config.beats.offset = try offset(scalar)
    case .title: config.title = try titleText(scalar).map { Title(text: $0) }
    case .fit: config.fit = try choice(scalar)
    case .focus: config.focus = try choice(scalar)
    case .lut: config.lut = try table(scalar)
    case .aspect: config.aspect = try aspect(scalar)
    case .height: config.resolution = .height(try pictureHeight(scalar.text))
    case .resolution: config.resolution = try resolution(scalar.text)
    case .fps: config.frameRate = try frameRate(scalar)
    case .shotsPerFile: config.shotsPerFile = try wholeNumber(scalar, in: 1...1000)
    case .shortestShot: config.shortestShot = try seconds(scalar, in: shotSeconds)
    case .longestShot: config.longestShot = try seconds(scalar, in: shotSeconds)
    case .variants: config.variants = try wholeNumber(scalar, in: 1...9)
    case .history: config.history = try choice(scalar)
    case .keepPrevious: config.keepPrevious = try wholeNumber(scalar, in: 0...100)
    case .quality: config.quality = try quality(scalar)
    case .sound: config.sound = try choice(scalar)
    case .loudness: config.loudness = try loudness(scalar)
    case .rerender: config.rerender = try rerender(scalar)
    case .mezzanine: config.mezzanine = try choice(scalar)
    case .auto: config.isAutomatic = try automatic(scalar)
    case .never, .only, .must, .clocks, .outputs: preconditionFailure("\(key.rawValue) is a list")
    }
  }

  mutating func set(_ key: MontageKey, part: KeyPart, to scalar: Scalar) throws(Refusal) {
    var title = config.title ?? Title(text: "")
    switch part.name {
    case "text": title.text = try titleText(scalar) ?? ""
    case "at": title.place = try choice(scalar)
    default: title.length = try seconds(scalar, in: titleSeconds)
    }
    config.title = title
  }

  mutating func clear(_ key: MontageKey) {
    switch key {
    case .never: config.never = []
    case .must: config.must = []
    case .clocks: config.clocks = []
    case .outputs: config.outputs = []
    default: config.only = []
    }
  }

  mutating func append(
    _ item: Scalar, isAlone: Bool, to key: MontageKey
  ) throws(Refusal) {
    switch key {
    case .clocks: return config.clocks.append(try clockWish(item))
    case .outputs: return try appendOutput(item)
    default: break
    }
    let pattern = try isAlone ? singleGlob(item) : glob(item)
    switch key {
    case .never: config.never.append(try footageWish(item.text, pattern))
    case .must: config.must.append(try footageWish(item.text, pattern))
    default: config.only.append(pattern)
    }
  }

  private mutating func appendOutput(_ item: Scalar) throws(Refusal) {
    let shape = try aspect(item)
    guard !config.outputs.contains(shape) else {
      throw Refusal(reason: "that shape is in the list already", remedy: "delete it")
    }
    guard config.outputs.count < 6 else {
      throw Refusal(reason: "six shapes are the most", remedy: "delete some")
    }
    config.outputs.append(shape)
  }

  mutating func settle(_ lines: KeyLines<MontageKey>) -> [Contradiction] {
    if config.title?.text.isEmpty == true { config.title = nil }
    config.said.formUnion(lines.keys.keys.filter { StyleKey.looks.contains($0) })
    if let style { config.take(style) }
    return [shotContradiction(lines), canvasContradiction(lines)].compactMap(\.self)
  }

  private func style(_ scalar: Scalar) throws(Refusal) -> StyleFile {
    let found: StyleFile?
    do throws(ConfigError) {
      found = try styles.style(named: scalar.text)
    } catch {
      throw Refusal(
        reason: "its file has mistakes",
        remedy: error.problems.prefix(3).map(\.description).joined(separator: "; "))
    }
    guard let found else {
      let names = styles.names
      if let near = nearest(to: scalar.text, among: names) { throw Refusal(suggestion: near) }
      throw Refusal(
        remedy: "write \(names.joined(separator: ", ")), or the NAME of a file NAME.style.yaml "
          + "that you put beside this one")
    }
    return found
  }

  private func table(_ scalar: Scalar) throws(Refusal) -> String {
    let name = try neighbour(scalar)
    guard name.lowercased().hasSuffix(".cube") else {
      throw Refusal(reason: "a table of colours is a .cube file", remedy: "export it as one")
    }
    return name
  }

  private func automatic(_ scalar: Scalar) throws(Refusal) -> Bool {
    guard isDefaults else {
      throw Refusal(
        reason: "only the defaults of a drop folder say so",
        remedy: "delete the line, and write it into montaged.defaults.yaml in the drop folder")
    }
    return try onOrOff(scalar, suggesting: ("true", "false"))
  }

  private func shotContradiction(_ lines: KeyLines<MontageKey>) -> Contradiction? {
    guard let shortest = config.shortestShot, let longest = config.longestShot, longest < shortest,
      let line = lines[.shortestShot] ?? lines[.longestShot]
    else { return nil }
    return Contradiction(
      line: line,
      problem: "min_shot (\(shortest.seconds) s) is longer than max_shot (\(longest.seconds) s)",
      remedy: "make min_shot the shorter one")
  }

  private mutating func canvasContradiction(_ lines: KeyLines<MontageKey>) -> Contradiction? {
    if let height = lines[.height], let resolution = lines[.resolution] {
      return Contradiction(
        line: max(height, resolution),
        problem: "height and resolution both set the size of the picture",
        remedy: "keep one of lines \(min(height, resolution)) and \(max(height, resolution))")
    }
    settleWithDefaults(lines)
    if let outputs = lines[.outputs], let aspect = lines[.aspect] {
      return Contradiction(
        line: max(outputs, aspect), problem: "aspect and outputs both set the shape of the picture",
        remedy: "keep one of lines \(min(outputs, aspect)) and \(max(outputs, aspect))")
    }
    guard let aspect = config.aspect, let resolution = config.resolution,
      let line = lines[.resolution] ?? lines[.height] ?? lines[.aspect]
    else { return nil }
    if case .exact(let size) = resolution {
      let expected = Double(size.height) * aspect.value
      // Sides are even, so that the wanted width may lie one pixel beside the real one.
      guard abs(expected - Double(size.width)) > 2 else { return nil }
      return Contradiction(
        line: line, problem: "\(size) does not have the aspect on line \(lines[.aspect] ?? line)",
        remedy: "delete one of the two lines")
    }
    let size = config.canvas(house: PixelSize(width: 1920, height: 1080))
    guard !Resolution.sides.contains(size.width) || !Resolution.sides.contains(size.height) else {
      return nil
    }
    return Contradiction(
      line: line, problem: "the picture would have \(size) pixels, and a side has 144 to 4096",
      remedy: "write resolution: 1080p")
  }

  /// What the file says wins over what the defaults say of the same thing.
  private mutating func settleWithDefaults(_ lines: KeyLines<MontageKey>) {
    guard case .exact(let size) = config.resolution else { return }
    if lines[.aspect] != nil, lines[.resolution] == nil {
      config.resolution = .shortSide(min(size.width, size.height))
    } else if lines[.resolution] != nil, lines[.aspect] == nil {
      config.aspect = nil
    }
  }
}
