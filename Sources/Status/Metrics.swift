// SPDX-License-Identifier: GPL-3.0-or-later

/// The service in figures, for a monitoring system.
///
/// Labels have few values: drop folders, states and kinds, never a file. A state is one sample for each word there is,
/// 1 for the one that holds.
package struct Metrics: Sendable, Hashable {
  package let families: [MetricFamily]

  /// Without `cache` where nobody has asked for it.
  package init(_ status: ServiceStatus, cache: CacheStatus?) {
    families =
      (Self.service(status) + Self.folders(status) + Self.work(status)
      + (cache.map(Self.cache) ?? [])).filter { !$0.samples.isEmpty }
  }

  /// What a scraper reads.
  package var text: String { families.map(\.text).joined() }

  private typealias Sample = MetricFamily.Sample

  private static func service(_ status: ServiceStatus) -> [MetricFamily] {
    [
      MetricFamily("up", .gauge, "The service answers.", [Sample(1)]),
      MetricFamily(
        "build_info", .gauge, "The service's version.", [Sample(1, ["version": status.version])]),
      MetricFamily("state", .gauge, "What the service does.", states(status.state)),
      MetricFamily(
        "memory_ceiling_bytes", .gauge, "Memory that service and workers may use together.",
        [Sample(Double(status.memory.ceiling))]),
      MetricFamily(
        "memory_used_bytes", .gauge, "Memory of service and workers.",
        [Sample(Double(status.memory.used))]),
      MetricFamily(
        "memory_available_bytes", .gauge, "Memory that machine and limits leave.",
        [Sample(Double(status.memory.available))]),
      MetricFamily(
        "memory_level", .gauge, "How scarce memory is.",
        ["green", "yellow", "orange", "red"].map {
          Sample($0 == status.memory.level ? 1 : 0, ["level": $0])
        }),
    ]
  }

  private static func folders(_ status: ServiceStatus) -> [MetricFamily] {
    [
      MetricFamily(
        "folder_state", .gauge, "How a drop folder is watched.",
        status.folders.flatMap { states($0.state, ["folder": $0.path]) }),
      MetricFamily(
        "folder_clips", .gauge, "Footage files of a drop folder.", status.folders.flatMap(clips)),
      MetricFamily(
        "folder_films", .gauge, "Films of a drop folder.", status.folders.flatMap(films)),
    ]
  }

  private static func clips(_ folder: FolderStatus) -> [Sample] {
    [
      ("measured", folder.clips.measured), ("waiting", folder.clips.waiting),
      ("settling", folder.clips.settling), ("unusable", folder.clips.unusable),
    ].map { Sample(Double($1), ["folder": folder.path, "state": $0]) }
  }

  private static func films(_ folder: FolderStatus) -> [Sample] {
    let films = folder.projects.flatMap(\.montages)
    return MontageStatus.State.allCases.map { state in
      Sample(
        Double(films.count { $0.state == state }),
        ["folder": folder.path, "state": state.rawValue])
    }
  }

  private static func work(_ status: ServiceStatus) -> [MetricFamily] {
    let kinds = Dictionary(grouping: status.jobs, by: \.kind).sorted { $0.key < $1.key }
    let counters = status.counters
    func counter(_ name: String, _ help: String, _ value: Int) -> MetricFamily {
      MetricFamily(name + "_total", .counter, help, [Sample(Double(value))])
    }
    return [
      MetricFamily(
        "jobs_running", .gauge, "Workers at work.",
        kinds.map { Sample(Double($1.count), ["kind": $0]) }),
      MetricFamily(
        "jobs_suspended", .gauge, "Workers that are halted.",
        [Sample(Double(status.jobs.count { $0.isSuspended }))]),
      MetricFamily(
        "jobs_waiting", .gauge, "Jobs that wait for a worker.", [Sample(Double(status.waiting))]),
      MetricFamily(
        "measuring_remaining_seconds", .gauge, "Time until all footage is probably measured.",
        status.remaining.map { [Sample($0)] } ?? []),
      counter("clips_measured", "Clips that workers measured.", counters.clipsMeasured),
      counter("songs_measured", "Songs that workers listened to.", counters.songsMeasured),
      counter("films_published", "Films that were published.", counters.filmsPublished),
      counter("films_failed", "Films that could not be made.", counters.filmsFailed),
      counter(
        "workers_lost", "Workers that crashed, stalled or were stopped.", counters.workersLost),
      counter("folder_scans", "Looks into drop folders.", counters.scans),
    ]
  }

  private static func cache(_ cache: CacheStatus) -> [MetricFamily] {
    let places = [("own", cache.pieces)] + (cache.second.map { [("second", $0)] } ?? [])
    func each(_ value: (CacheStatus.Place) -> Double?) -> [Sample] {
      places.compactMap { name, place in value(place).map { Sample($0, ["place": name]) } }
    }
    return [
      MetricFamily(
        "cache_database_bytes", .gauge, "Size of the cache's database.",
        [Sample(Double(cache.databaseBytes))]),
      MetricFamily(
        "cache_measurements", .gauge, "Measurements in the cache.",
        cache.measurements.map { Sample(Double($0.count), ["kind": $0.name]) }),
      MetricFamily(
        "cache_attempts", .gauge, "Analyses that did not succeed yet.",
        cache.attempts.map { Sample(Double($0.count), ["state": $0.name]) }),
      MetricFamily(
        "cache_pieces", .gauge, "Files of encoded footage.", each { Double($0.count) }),
      MetricFamily(
        "cache_pieces_bytes", .gauge, "Size of encoded footage.", each { Double($0.bytes) }),
      MetricFamily(
        "cache_pieces_limit_bytes", .gauge, "What encoded footage may take.",
        each { $0.limit.map(Double.init) }),
      MetricFamily(
        "cache_place_up", .gauge, "Whether a place of encoded footage can be used.",
        each { $0.absence == nil ? 1 : 0 }),
      MetricFamily(
        "cache_soundtracks_bytes", .gauge, "Size of encoded sounds of films.",
        [Sample(Double(cache.soundtracks.bytes))]),
    ]
  }

  private static func states<State: CaseIterable & RawRepresentable<String> & Equatable>(
    _ now: State, _ labels: [String: String] = [:]
  ) -> [Sample] {
    State.allCases.map { state in
      Sample(state == now ? 1 : 0, labels.merging(["state": state.rawValue]) { $1 })
    }
  }
}
