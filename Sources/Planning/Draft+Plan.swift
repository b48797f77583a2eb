// SPDX-License-Identifier: GPL-3.0-or-later

internal import Media

extension Draft {
  /// The finished plan of a film; `wanted` is the length before footage ran short, in frames.
  func plan(_ film: Film, wanted: Int) -> Plan {
    let soundtrack = Soundtrack(
      content: request.song, start: film.window.start, fadeIn: fadeIn(film),
      fadeOut: fadeOut(film), sound: request.sound, loudness: request.loudness)
    let clips = clips(film)
    let rule = TransitionRule(request.transitions, grid: film.grid, sources: sources)
    let transitions = rule.transitions(between: clips)
    let timeline: Timeline
    do throws(TimelineFault) {
      timeline = try Timeline(
        frameRate: request.frameRate, clips: clips, soundtrack: soundtrack,
        transitions: transitions.found)
    } catch {
      preconditionFailure("slots follow each other without a gap: \(error)")
    }
    return Plan(
      timeline: timeline,
      accuracy: timeline.cuts.map { film.grid.accuracy(ofCutAt: $0, start: film.window.start) },
      unused: unused(film),
      notes: notes(film, wanted: wanted) + notes(withoutRoom: transitions.missing))
  }

  /// All clips of the film in order.
  private func clips(_ film: Film) -> [Clip] {
    let fixed = film.fixed.map { shot in
      let source = sources.first { $0.content == shot.content }
      let time = MediaTime(frame: shot.source.start, rate: request.frameRate)
      let metrics = source?.analysis.shots.last { $0.range.start <= time }?.metrics
      return Clip(
        content: shot.content, source: shot.source, timelineStart: shot.start,
        reason: "as the cut list says", score: min(max(metrics?.score ?? 0, 0), 1))
    }
    return (chosen(film) + fixed).sorted { $0.timelineStart < $1.timelineStart }
  }

  /// One clip for each pick, or for several where a shot simply goes on.
  private func chosen(_ film: Film) -> [Clip] {
    var clips: [Clip] = []
    var uses = [Int](repeating: 0, count: sources.count)
    for pick in film.picks {
      let take = film.takes[pick.take]
      let content = sources[take.source].content
      if let last = clips.last, last.content == content, last.source.end == pick.span.start,
        last.timelineEnd == pick.slot.start
      {
        clips[clips.count - 1].source.count += pick.span.count
        continue
      }
      uses[take.source] += 1
      clips.append(
        Clip(
          content: content, source: pick.span, timelineStart: pick.slot.start,
          reason: Explanation.reason(take, slot: pick.slot, use: uses[take.source]),
          score: take.score))
    }
    return clips
  }

  /// None where the song starts with the film; else to the first beat, which is heard in full.
  private func fadeIn(_ film: Film) -> MediaTime {
    guard film.window.start > .zero else { return .zero }
    let first = film.grid.times.first { $0 >= film.window.start } ?? film.window.start
    return min(max(first - film.window.start, Self.shortestFadeIn), Self.longestFadeIn)
  }

  /// Long enough that the wave does not start with a click.
  private static let shortestFadeIn = MediaTime(ticks: 20, timebase: Rational(1, 1_000))
  private static let longestFadeIn = MediaTime(ticks: 500, timebase: Rational(1, 1_000))

  /// The last beat of the film; half a second without beats.
  private func fadeOut(_ film: Film) -> MediaTime {
    let times = film.grid.times
    let beat =
      times.count > 1
      ? times[times.count - 1] - times[times.count - 2]
      : MediaTime(ticks: 1, timebase: Rational(1, 2))
    return min(beat, MediaTime(frame: film.window.frameCount, rate: request.frameRate))
  }

  private func unused(_ film: Film) -> [UnusedSource] {
    var isUsed = [Bool](repeating: false, count: sources.count)
    for pick in film.picks { isUsed[film.takes[pick.take].source] = true }
    let shown = Set(film.fixed.map(\.content))
    for index in sources.indices where shown.contains(sources[index].content) {
      isUsed[index] = true
    }
    let explanation = Explanation(
      sources: sources, takes: film.takes, shortest: bounds.shortest, rate: request.frameRate)
    var unused: [(order: Int, UnusedSource)] = []
    for (index, source) in sources.enumerated() where !isUsed[index] {
      unused.append(
        (
          source.order,
          UnusedSource(
            content: source.content, name: source.name, reason: explanation.whyNot(index))
        ))
    }
    for (copy, original) in copies {
      unused.append(
        (
          copy.order,
          UnusedSource(
            content: copy.content, name: copy.name,
            reason: "the same file as \(original.name)")
        ))
    }
    return unused.sorted { ($0.order, $0.1.name) < ($1.order, $1.1.name) }.map(\.1)
  }

  private func notes(_ film: Film, wanted: Int) -> [String] {
    var notes: [String] = []
    let seconds = MediaTime(frame: film.window.frameCount, rate: request.frameRate).seconds
    let start = film.window.start.seconds
    if film.window.frameCount < wanted {
      notes.append(
        "There is footage for \(clock(seconds)) of the \(clock(MediaTime(frame: wanted, rate: request.frameRate).seconds)) wanted; the film is shorter instead of showing anything twice."
      )
    }
    if case .exactly(let length) = request.length, length > request.music.duration {
      notes.append(
        "The song lasts \(clock(request.music.duration.seconds)) only; so does the film.")
    }
    if film.window.frameCount < request.music.duration.frame(at: request.frameRate) {
      notes.append("The film plays the song from \(clock(start)) to \(clock(start + seconds)).")
    }
    notes += musicNotes(film) + footageNotes(film)
    return notes
  }

  private func musicNotes(_ film: Film) -> [String] {
    if film.grid.frames.count < 2 {
      return ["No beat was found in the music; the film is cut every two seconds instead."]
    }
    var notes: [String] = []
    if request.music.isDoubtful {
      notes.append(
        "The tempo of this song is uncertain; listen to it with montagectl beats --click, "
          + "and if it is wrong, write bpm: into the config or the beats into a file beside the song."
      )
    }
    if film.hasStretchesWithoutBeats {
      notes.append("Where the music has no beat, the film is cut in even steps.")
    }
    return notes
  }

  private func footageNotes(_ film: Film) -> [String] {
    var notes: [String] = []
    if film.isHeldLonger {
      notes.append("There are few different shots; each is held longer than the style asks for.")
    }
    if film.hasDividedBeats {
      notes.append("Most shots are shorter than a beat; some cuts fall between two beats.")
    }
    notes += missingMusts(film) + strays(film) + overLimit(film)
    let seen = film.picks.count { film.takes[$0.take].isSeen }
    if seen > 0 {
      notes.append(
        "\(seen) of \(film.picks.count) shots are also in another film of this footage; there is too little else."
      )
    }
    let poor = film.picks.count { film.takes[$0.take].tier >= .poor }
    if poor > 0 {
      notes.append(
        "\(poor) of \(film.picks.count) shots are dark, blurred, still or very short; nothing better was left."
      )
    }
    return notes
  }

  /// What stands out of order where the user wants none of that.
  private func strays(_ film: Film) -> [String] {
    guard request.order == .chronological else { return [] }
    let count = zip(film.picks, film.picks.dropFirst()).count { $0.take > $1.take }
    guard count > 0 else { return [] }
    return [
      "\(count == 1 ? "At one cut" : "At \(count) cuts") the film goes back in time: later footage has no room left."
    ]
  }

  /// Files that are seen more often than the user allows.
  private func overLimit(_ film: Film) -> [String] {
    guard let most = request.shotsPerSource else { return [] }
    let uses = Dictionary(grouping: clips(film), by: \.content).mapValues(\.count)
    let names = sources.filter { uses[$0.content, default: 0] > most }.map(\.name)
    guard !names.isEmpty else { return [] }
    let more = names.count > 3 ? " and \(names.count - 3) more" : ""
    return [
      "\(names.prefix(3).joined(separator: ", "))\(more) \(names.count == 1 ? "is" : "are") seen more than "
        + "\(most) times: there is not enough other footage for a film of this length."
    ]
  }

  /// What the user wants and does not get.
  private func missingMusts(_ film: Film) -> [String] {
    let shown = Set(film.picks.map(\.take))
    let missing = film.takes.indices.filter { film.takes[$0].isMust && !shown.contains($0) }
    return missing.map { index in
      let take = film.takes[index]
      let time = MediaTime(frame: take.span.start, rate: request.frameRate).seconds
      return "\(sources[take.source].name) at \(clock(time)) is wanted, and has no place: "
        + "the film has too few shots, or none as short as this."
    }
  }

  private func notes(withoutRoom count: Int) -> [String] {
    guard count > 0 else { return [] }
    return [
      "\(count) \(count == 1 ? "cut stays" : "cuts stay") hard: the shots there are too short, or have no frames beyond the cut to dissolve over."
    ]
  }
}
