// SPDX-License-Identifier: GPL-3.0-or-later

/// What is seen in consecutive frames of a film whose pixels are touched; a virtual source, of which clips are taken.
///
/// Its content key is SHA-256 over its JSON, so that equal compositions are encoded once.
package struct Composition: Hashable, Sendable, Codable {
  package var frameCount: Int
  /// Seen from frame 0 on; alone when nothing follows it.
  package var base: Layer
  package var change: Change?
  /// The last one on top.
  package var overlays: [Overlay]

  package init(frameCount: Int, base: Layer, change: Change? = nil, overlays: [Overlay] = []) {
    self.frameCount = frameCount
    self.base = base
    self.change = change
    self.overlays = overlays
  }

  /// Footage as it goes on from a frame.
  package struct Layer: Hashable, Sendable, Codable {
    package var content: ContentKey
    /// Frame of the source, at the house rate from its first displayed frame.
    package var start: Int

    package init(content: ContentKey, start: Int) {
      self.content = content
      self.start = start
    }
  }

  /// How the base makes way for other footage.
  package struct Change: Hashable, Sendable, Codable {
    package var kind: Transition.Kind
    /// Its start is the frame that stands at `cut`.
    package var next: Layer
    package var cut: Int
    /// Frames in which both count: before, only the base is seen, and afterwards only what is next.
    package var ramp: FrameSpan

    package init(kind: Transition.Kind, next: Layer, cut: Int, ramp: FrameSpan) {
      self.kind = kind
      self.next = next
      self.cut = cut
      self.ramp = ramp
    }
  }

  /// What a frame is mixed of; weights are 256ths.
  package enum Mix: Hashable, Sendable {
    case base
    case next
    /// Both, by the weight of the next one.
    case both(next: Int)
    /// One picture against black or white.
    case dipped(isNext: Bool, weight: Int, isWhite: Bool)
  }

  /// The mix of `frame`; no frame of a ramp is one source alone, and a dip reaches its colour at the cut.
  package func mix(at frame: Int) -> Mix {
    guard let change, frame >= change.ramp.start else { return .base }
    guard frame < change.ramp.end else { return .next }
    if change.kind == .dissolve {
      let place = frame - change.ramp.start + 1
      return .both(next: Self.share(place, of: change.ramp.count + 1))
    }
    let isNext = frame >= change.cut
    let weight =
      isNext
      ? Self.share(frame - change.cut, of: change.ramp.end - change.cut)
      : Self.share(change.cut - frame, of: change.cut - change.ramp.start + 1)
    return .dipped(isNext: isNext, weight: weight, isWhite: change.kind == .dipToWhite)
  }

  /// Frames of the base that are seen; its last ones may lie beyond a cut.
  package var baseFrames: Int {
    guard let change else { return frameCount }
    return change.kind == .dissolve ? change.ramp.end : change.cut
  }

  /// The first frame in which what is next is seen.
  package var nextFrom: Int? {
    change.map { $0.kind == .dissolve ? $0.ramp.start : $0.cut }
  }

  /// What it is made of, in the order in which a worker gets it: the base, what is next, the bitmaps.
  package var inputs: [ContentKey] {
    [base.content] + (change.map { [$0.next.content] } ?? []) + overlays.map(\.bitmap)
  }

  /// False for an order that contradicts itself.
  package var isPossible: Bool {
    guard frameCount > 0, base.start >= 0, overlays.allSatisfy(\.isPossible) else { return false }
    guard let change else { return true }
    let ramp = change.ramp
    guard ramp.start >= 0, ramp.count > 0, ramp.end <= frameCount, change.cut >= ramp.start,
      change.cut <= ramp.end
    else { return false }
    return change.next.start - (change.cut - (nextFrom ?? change.cut)) >= 0
  }

  private static func share(_ part: Int, of whole: Int) -> Int {
    (256 * part + whole / 2) / whole
  }
}
