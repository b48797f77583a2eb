// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

/// The way through one clip that encodes least.
struct CopyPath {
  /// In order, covering the clip.
  private(set) var steps: [RenderStep] = []

  /// Frames that a copy must save to end an encode early: the encode's end and the copy cost about a group.
  static let leastSaving = 12

  private let points: [Int]
  /// The best ways to each point that end with an encode and with a copy.
  private var encoded: [Way?]
  private var copied: [Way?]

  /// Searches over the points where something can change: entries, ends of pieces, the clip's own ends.
  init(through span: FrameSpan, entries: [PieceEntry]) {
    let first = entries.partitioningIndex { $0.frame >= span.start }
    let last = entries.partitioningIndex { $0.frame >= span.end }
    let inside = Array(entries[first..<last])
    var all = [span.start, span.end]
    for entry in inside { all += [entry.frame, min(entry.end, span.end)] }
    all.sort()
    points = all.indices.filter { $0 == 0 || all[$0 - 1] != all[$0] }.map { all[$0] }
    encoded = [Way?](repeating: nil, count: points.count)
    copied = encoded
    // The clip's start is a way that ended with a copy: nothing is interrupted there.
    copied[0] = Way(cost: Cost(), from: 0, entry: nil)
    var next = 0
    for place in points.indices.dropLast() {
      extendByEncode(place)
      while next < inside.count, inside[next].frame == points[place] {
        extendByCopy(inside[next], from: place)
        next += 1
      }
    }
    trace()
  }

  /// One way to a point: what it costs, its last step and where that began.
  private struct Way {
    var cost: Cost
    var from: Int
    /// Where the last step copies from; nil for an encode.
    var entry: PieceEntry?
    /// The step before the last was an encode.
    var followsEncode = false
  }

  private struct Cost: Comparable {
    /// Frames encoded, and what each encode ended early costs.
    var work = 0
    var encoded = 0
    var steps = 0

    static func < (left: Cost, right: Cost) -> Bool {
      (left.work, left.encoded, left.steps) < (right.work, right.encoded, right.steps)
    }
  }

  /// An encode goes on to the next point, as part of one that came here or as a new one.
  private mutating func extendByEncode(_ place: Int) {
    let frames = points[place + 1] - points[place]
    var best: Way?
    if let way = encoded[place] {
      var cost = way.cost
      cost.work += frames
      cost.encoded += frames
      best = Way(cost: cost, from: way.from, entry: nil)
    }
    if let way = copied[place] {
      var cost = way.cost
      cost.work += frames
      cost.encoded += frames
      cost.steps += 1
      if best.map({ cost < $0.cost }) ?? true { best = Way(cost: cost, from: place, entry: nil) }
    }
    if let best, encoded[place + 1].map({ best.cost < $0.cost }) ?? true {
      encoded[place + 1] = best
    }
  }

  /// A copy may end at every point that its piece reaches.
  private mutating func extendByCopy(_ entry: PieceEntry, from place: Int) {
    var start: Way?
    if let way = encoded[place] {
      var cost = way.cost
      cost.work += Self.leastSaving
      start = Way(cost: cost, from: place, entry: entry, followsEncode: true)
    }
    if let way = copied[place], start.map({ way.cost < $0.cost }) ?? true {
      start = Way(cost: way.cost, from: place, entry: entry)
    }
    guard var way = start else { return }
    way.cost.steps += 1
    var end = place + 1
    while end < points.count, points[end] <= entry.end {
      if copied[end].map({ way.cost < $0.cost }) ?? true { copied[end] = way }
      end += 1
    }
  }

  private mutating func trace() {
    var place = points.count - 1
    var isEncode =
      copied[place].flatMap { copy in encoded[place].map { $0.cost < copy.cost } }
      ?? (copied[place] == nil)
    var backwards: [RenderStep] = []
    while place > 0, let way = isEncode ? encoded[place] : copied[place] {
      let frames = points[place] - points[way.from]
      if let entry = way.entry {
        backwards.append(.copy(piece: entry.piece, offset: entry.offset, frames: frames))
        isEncode = way.followsEncode
      } else {
        backwards.append(.encode(FrameSpan(start: points[way.from], count: frames)))
        // Before a new encode stands a copy, or the clip's start.
        isEncode = false
      }
      place = way.from
    }
    steps = backwards.reversed()
  }
}
