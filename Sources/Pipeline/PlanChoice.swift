// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Planning
internal import Settings

/// What the planner is asked for a config, its song and its footage.
struct PlanChoice {
  let config: MontageConfig
  let song: Draft.Song
  let footage: [Ingest.Footage]
  let rate: Rational
  /// What other films show of the files, by their paths in the project.
  let shown: [String: [TimeRange]]

  /// The plan of one of the config's films; `fixed` is what a list of shots says of it.
  ///
  /// What films with other shots before it show comes last in this one.
  func plan(_ edition: Edition, _ fixed: ShotSheet.Fixed?) throws(MontageFailure) -> Plan {
    var request = request(fixed)
    do throws(PlanFault) {
      guard edition.variant > 0 else { return try Planner.plan(request) }
      var other = self.request(nil)
      for _ in 0..<edition.variant {
        let plan = try Planner.plan(other)
        other.seed &+= 1
        other.note(plan.timeline)
      }
      request.seed = other.seed
      for index in request.sources.indices {
        request.sources[index].seen = other.sources[index].seen
      }
      return try Planner.plan(request)
    } catch {
      throw MontageFailure(.input, error.description)
    }
  }

  private func request(_ fixed: ShotSheet.Fixed?) -> PlanRequest {
    let chronology = Chronology(
      of: footage.map { file in
        Recording(
          content: file.content, captured: file.analysis.info.captureTime, path: file.path.exact,
          correction: config.clockCorrection(of: file.path.bytes),
          duration: file.analysis.duration.rescaled(to: Rational(1, 1000)).ticks)
      }, home: LocalZone.offsetMinutes(at:))
    let sources = chronology.order.enumerated().map { order, index in
      var source = footage[index].source(order: order, config)
      source.unusable += fixed?.banned[source.content] ?? []
      source.seen = shown[source.name] ?? []
      return source
    }
    return PlanRequest(
      music: song.analysis, song: song.content, sources: sources, frameRate: rate,
      style: config.pacedStyle,
      length: config.length.map { $0.endsOnBar ? .about($0.time) : .exactly($0.time) }
        ?? .wholeSong,
      bounds: ShotBounds(shortest: config.shortestShot, longest: config.longestShot),
      seed: config.seed, sound: config.sound, loudness: config.loudness.target,
      transitions: config.transitions, order: config.order, cutOffset: config.cutOffset,
      shotsPerSource: config.shotsPerFile, fixed: fixed?.shots ?? [])
  }
}

extension PlanRequest {
  /// Puts last what a film shows.
  fileprivate mutating func note(_ film: Timeline) {
    let clips = Dictionary(grouping: film.clips, by: \.content)
    for index in sources.indices {
      sources[index].seen += (clips[sources[index].content] ?? []).map {
        $0.source.range(at: film.frameRate)
      }
    }
  }
}
