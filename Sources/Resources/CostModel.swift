// SPDX-License-Identifier: GPL-3.0-or-later

/// What decides how much memory a job takes: its kind and the size of its pictures.
package struct CostClass: Hashable, Sendable {
  package let kind: String
  package let size: PictureSize

  /// `pixels` of the largest picture in it, nil when that is not known.
  package init(kind: String, pixels: Int? = nil) {
    self.kind = kind
    size = PictureSize(pixels: pixels)
  }

  /// Names the class where its peaks are kept.
  package var name: String { kind + "/" + size.rawValue }
}

/// Sizes of pictures that take about the same memory.
package enum PictureSize: String, Hashable, Sendable, CaseIterable {
  case unknown
  /// Up to 1080p.
  case hd
  /// Up to 4K.
  case uhd
  case larger

  package init(pixels: Int?) {
    // Coders round sides up to 16 pixels.
    switch pixels {
    case nil: self = .unknown
    case .some(..<(1936 * 1096)): self = .hd
    case .some(..<(4112 * 2320)): self = .uhd
    case .some: self = .larger
    }
  }
}

/// Predicts a job's memory: from a table at first, then from what such jobs took.
package struct CostModel: Hashable, Sendable {
  /// The newest peaks of each class in bytes, the oldest first.
  package private(set) var peaks: [String: [Int64]]

  package init(peaks: [String: [Int64]] = [:]) {
    self.peaks = peaks.mapValues { Array($0.suffix(Self.kept)) }
  }

  /// Remembers what one job of the class took.
  package mutating func note(peak: Int64, of name: String) {
    peaks[name] = Array(((peaks[name] ?? []) + [peak]).suffix(Self.kept))
  }

  /// Bytes that a job of this class will take, as far as can be foretold.
  package func predicted(_ cost: CostClass) -> Int64 {
    if let learnt = Self.bound(peaks[cost.name] ?? []) { return learnt }
    if cost.size == .unknown, let learnt = Self.bound(peaks(ofKind: cost.kind)) { return learnt }
    return Self.start(cost)
  }

  /// Whether the prediction rests on the job's own size or on experience, so that it may refuse a job.
  package func isFounded(_ cost: CostClass) -> Bool {
    cost.size != .unknown || Self.bound(peaks[cost.name] ?? []) != nil
  }

  private func peaks(ofKind kind: String) -> [Int64] {
    peaks.filter { $0.key.hasPrefix(kind + "/") }.flatMap(\.value)
  }

  /// A quarter above what 95 of 100 jobs took; nil while too few are known.
  private static func bound(_ peaks: [Int64]) -> Int64? {
    guard peaks.count >= fewest else { return nil }
    let sorted = peaks.sorted()
    let index = min(sorted.count - 1, (sorted.count * 95 + 99) / 100 - 1)
    return sorted[index] / 4 * 5
  }

  /// Twice what was measured of 1080p and 4K, for a size that is not known something between.
  private static func start(_ cost: CostClass) -> Int64 {
    let (hd, uhd): (Int64, Int64) =
      switch cost.kind {
      case "probe": (60, 80)
      case "analyze": (120, 300)
      case "music", "click": (64, 64)
      case "segment": (200, 900)
      // Two decoders instead of one.
      case "compose": (300, 1300)
      // A footage file's first picture says where its sound begins.
      case "soundtrack": (100, 200)
      case "assemble": (100, 100)
      case "check", "verify", "preview": (100, 300)
      case "title": (100, 200)
      default: (300, 900)
      }
    switch cost.size {
    case .hd: return hd << 20
    case .unknown: return ((hd + uhd) / 2) << 20
    case .uhd: return uhd << 20
    case .larger: return uhd * 3 << 20
    }
  }

  /// As many as let a changed program be learnt anew within a day.
  private static let kept = 50
  private static let fewest = 5
}
