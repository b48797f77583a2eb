// SPDX-License-Identifier: GPL-3.0-or-later

/// A film as a list of clips without gaps on integer frames, over one stretch of music.
package struct Timeline: Hashable, Sendable, Codable {
  package let frameRate: Rational
  /// Each starts where the one before ends; the first at frame 0.
  package let clips: [Clip]
  package let soundtrack: Soundtrack?
  /// By their cuts, in order; cuts without one are hard.
  package let transitions: [Transition]

  /// Fails when clips leave a gap, overlap or are empty, and when a transition has no room.
  package init(
    frameRate: Rational, clips: [Clip], soundtrack: Soundtrack?, transitions: [Transition] = []
  ) throws(TimelineFault) {
    var next = 0
    for (index, clip) in clips.enumerated() {
      guard clip.source.count > 0, clip.source.start >= 0 else { throw .emptyClip(index) }
      guard clip.timelineStart == next else { throw .gap(index) }
      next += clip.source.count
    }
    try Self.check(transitions, between: clips)
    self.frameRate = frameRate
    self.clips = clips
    self.soundtrack = soundtrack
    self.transitions = transitions
  }

  package var frameCount: Int { clips.last?.timelineEnd ?? 0 }

  package var duration: MediaTime { MediaTime(frame: frameCount, rate: frameRate) }

  /// The sources that it is cut from.
  package var contents: Set<ContentKey> { Set(clips.map(\.content)) }

  /// The first frame of every clip but the first.
  package var cuts: [Int] { clips.dropFirst().map(\.timelineStart) }

  /// Each stands at a cut and touches frames of the two clips there that no other one touches.
  private static func check(
    _ transitions: [Transition], between clips: [Clip]
  ) throws(TimelineFault) {
    var next = 1
    var taken = 0
    for (index, transition) in transitions.enumerated() {
      while next < clips.count, clips[next].timelineStart < transition.cut { next += 1 }
      guard next < clips.count, clips[next].timelineStart == transition.cut else {
        throw .transition(index)
      }
      let start = max(taken, clips[next - 1].timelineStart)
      let isDissolve = transition.kind == .dissolve
      guard transition.before >= 0, transition.after >= 0, transition.frameCount > 0,
        transition.start >= start, transition.after <= clips[next].source.count,
        !isDissolve || clips[next].source.start >= transition.before
      else { throw .transition(index) }
      taken = transition.end
      next += 1
    }
  }

  private enum CodingKeys: CodingKey { case frameRate, clips, soundtrack, transitions }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let frameRate = try container.decode(Rational.self, forKey: .frameRate)
    let clips = try container.decode([Clip].self, forKey: .clips)
    let soundtrack = try container.decodeIfPresent(Soundtrack.self, forKey: .soundtrack)
    let transitions =
      try container.decodeIfPresent([Transition].self, forKey: .transitions) ?? []
    do throws(TimelineFault) {
      try self.init(
        frameRate: frameRate, clips: clips, soundtrack: soundtrack, transitions: transitions)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .clips, in: container, debugDescription: "not a timeline: \(error)")
    }
  }
}

/// Why a list of clips is no timeline; the number is the clip's.
package enum TimelineFault: Error, Hashable {
  case emptyClip(Int)
  case gap(Int)
  /// Here it is the transition's: no cut there, or no room.
  case transition(Int)
}

/// One span of one source in the film.
package struct Clip: Hashable, Sendable, Codable {
  package var content: ContentKey
  /// Frames of the source at the house rate, from its first displayed frame.
  package var source: FrameSpan
  /// First frame in the film.
  package var timelineStart: Int
  /// The frame of the film after its last.
  package var timelineEnd: Int { timelineStart + source.count }
  /// Why it stands here, for people.
  package var reason: String
  /// 0 to 1.
  package var score: Double

  package init(
    content: ContentKey, source: FrameSpan, timelineStart: Int, reason: String = "",
    score: Double = 0
  ) {
    self.content = content
    self.source = source
    self.timelineStart = timelineStart
    self.reason = reason
    self.score = score
  }
}
