// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media
internal import YAML

/// Reads a config key by key and collects everything that is wrong with it.
struct ConfigDecoder {
  private(set) var problems: [ConfigProblem] = []
  private let file: String
  private var config: MontageConfig
  /// Lines of the keys that were read.
  private var lines: [ConfigKey: Int] = [:]

  init(file: String, defaults: MontageConfig) {
    self.file = file
    config = defaults
  }

  /// The config of a file; good only when there are no problems.
  mutating func decode(_ bytes: [UInt8]) -> MontageConfig {
    let document = Document(bytes)
    for error in document.problems { report(error.line, error.problem, error.remedy) }
    switch document.root?.content {
    case nil: break
    case .mapping(let entries): for entry in entries { read(entry) }
    case .scalar(let scalar) where scalar.isEmpty: break
    default:
      report(
        document.root?.position.line ?? 1, "a config is made of keys and values",
        "write lines like style: balanced")
    }
    checkShots()
    checkCanvas()
    problems.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    return config
  }

  private mutating func read(_ entry: Entry) {
    let line = entry.position.line
    guard let key = ConfigKey(rawValue: entry.key) else { return reportUnknown(entry.key, line) }
    guard !isEmpty(entry.value) else { return }
    let known = problems.count
    if key == .never || key == .only {
      readGlobs(key, entry.value)
    } else if let scalar = scalar(key, entry.value) {
      do throws(Refusal) {
        try assign(scalar, to: key)
      } catch {
        report(error, key, entry.value)
      }
    }
    if problems.count == known { lines[key] = line }
  }

  private mutating func assign(_ scalar: Scalar, to key: ConfigKey) throws(Refusal) {
    switch key {
    case .style: config.style = try choice(scalar)
    case .seed: config.seed = try wholeNumber(scalar, in: 0...UInt64.max)
    case .duration: config.length = try filmLength(scalar)
    case .music: config.music = try neighbour(scalar)
    case .fit: config.fit = try choice(scalar)
    case .aspect: config.aspect = try aspect(scalar)
    case .height: config.resolution = .height(try pictureHeight(scalar.text))
    case .resolution: config.resolution = try resolution(scalar.text)
    case .fps: config.frameRate = try frameRate(scalar)
    case .shortestShot: config.shortestShot = try seconds(scalar, in: shotSeconds)
    case .longestShot: config.longestShot = try seconds(scalar, in: shotSeconds)
    case .keepPrevious: config.keepPrevious = try wholeNumber(scalar, in: 0...100)
    case .quality: config.quality = try quality(scalar)
    case .never, .only: preconditionFailure("globs are read by readGlobs")
    }
  }

  private mutating func readGlobs(_ key: ConfigKey, _ value: Node) {
    let isList = if case .sequence = value.content { true } else { false }
    let items = if case .sequence(let items) = value.content { items } else { [value] }
    guard items.count <= Self.globLimit else {
      return report(
        value.position.line, "\(key.rawValue) has more than \(Self.globLimit) patterns",
        "use * and ? to name many files at once")
    }
    var globs: [Glob] = []
    for item in items where !isEmpty(item) {
      guard let scalar = scalar(key, item, isItem: isList) else { continue }
      do throws(Refusal) {
        globs.append(try isList ? glob(scalar) : singleGlob(scalar))
      } catch {
        report(error, key, item, isItem: isList)
      }
    }
    if key == .never { config.never = globs } else { config.only = globs }
  }

  /// The text of a value; reports lists and mappings.
  private mutating func scalar(_ key: ConfigKey, _ node: Node, isItem: Bool = false) -> Scalar? {
    let name = key.rawValue
    let start = isItem ? "- " : "\(name): "
    switch node.content {
    case .scalar(let scalar): return scalar
    case .sequence:
      report(
        node.position.line, "\(name) takes one value, not a list", "write \(name): \(key.example)")
    case .mapping(let entries):
      var remedy = "write \(name): \(key.example)"
      if entries.count == 1, case .scalar(let value) = entries[0].value.content {
        remedy = "write " + start + pasteable("\(entries[0].key): \(value.text)")
      }
      report(
        node.position.line, "\(name) takes a text, and a colon with a space makes this a key",
        remedy)
    }
    return nil
  }

  private mutating func reportUnknown(_ key: String, _ line: Int) {
    if ConfigKey.planned.contains(key) {
      return report(line, "\(key) is not supported yet", "delete the line, or put # in front of it")
    }
    let keys = ConfigKey.allCases.map(\.rawValue)
    let remedy =
      nearest(to: key, among: keys).map { "did you mean \"\($0)\"?" }
      ?? "the keys are " + keys.joined(separator: ", ")
    report(line, "unknown key \(excerpt(key))", remedy)
  }

  private mutating func report(
    _ refusal: Refusal, _ key: ConfigKey, _ value: Node, isItem: Bool = false
  ) {
    let text = if case .scalar(let scalar) = value.content { scalar.text } else { "" }
    let reason = refusal.reason.map { ": " + $0 } ?? ""
    let values = [refusal.suggestion, refusal.alternative].compactMap { $0 }
    let remedy =
      values.isEmpty
      ? "write \(key.allowed), for example \(key.rawValue): \(key.example)"
      : "write " + values.map { isItem ? $0 : "\(key.rawValue): \($0)" }.joined(separator: " or ")
    report(value.position.line, "\(key.rawValue) cannot be \(excerpt(text))\(reason)", remedy)
  }

  private mutating func report(_ line: Int, _ problem: String, _ remedy: String) {
    problems.append(ConfigProblem(file: file, line: line, problem: problem, remedy: remedy))
  }

  private func isEmpty(_ node: Node) -> Bool {
    if case .scalar(let scalar) = node.content { scalar.isEmpty } else { false }
  }

  /// Patterns in one list: each is compared with each file.
  private static let globLimit = 100
}

// What keys say together.
extension ConfigDecoder {
  private mutating func checkShots() {
    guard let shortest = config.shortestShot, let longest = config.longestShot, longest < shortest,
      let line = lines[.shortestShot] ?? lines[.longestShot]
    else { return }
    report(
      line, "min_shot (\(shortest.seconds) s) is longer than max_shot (\(longest.seconds) s)",
      "make min_shot the shorter one")
  }

  private mutating func checkCanvas() {
    if let height = lines[.height], let resolution = lines[.resolution] {
      return report(
        max(height, resolution), "height and resolution both set the size of the picture",
        "keep one of lines \(min(height, resolution)) and \(max(height, resolution))")
    }
    settleWithDefaults()
    guard let aspect = config.aspect, let resolution = config.resolution,
      let line = lines[.resolution] ?? lines[.height] ?? lines[.aspect]
    else { return }
    if case .exact(let size) = resolution {
      let expected = Double(size.height) * aspect.value
      // Sides are even, so that the wanted width may lie one pixel beside the real one.
      guard abs(expected - Double(size.width)) > 2 else { return }
      return report(
        line, "\(size) does not have the aspect on line \(lines[.aspect] ?? line)",
        "delete one of the two lines")
    }
    let size = config.canvas(house: PixelSize(width: 1920, height: 1080))
    guard !Resolution.sides.contains(size.width) || !Resolution.sides.contains(size.height) else {
      return
    }
    report(
      line, "the picture would have \(size) pixels, and a side has 144 to 4096",
      "write resolution: 1080p")
  }

  /// What the file says wins over what the defaults say of the same thing.
  private mutating func settleWithDefaults() {
    guard case .exact(let size) = config.resolution else { return }
    if lines[.aspect] != nil, lines[.resolution] == nil {
      config.resolution = .shortSide(min(size.width, size.height))
    } else if lines[.resolution] != nil, lines[.aspect] == nil {
      config.aspect = nil
    }
  }
}
