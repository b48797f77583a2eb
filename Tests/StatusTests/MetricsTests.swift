// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@testable import Status

struct MetricsTests {
  private let metrics: Metrics = {
    var status = ServiceStatus()
    (status.version, status.state, status.waiting) = ("1.2", .working, 4)
    status.counters.filmsPublished = 7
    var folder = FolderStatus(path: "/srv/My \"Films\"")
    folder.state = .polling
    folder.clips.measured = 12
    var (project, film) = (ProjectStatus(path: "a"), MontageStatus(name: "b"))
    film.state = .failed
    project.montages = [film, film]
    folder.projects = [project]
    status.folders = [folder]
    status.jobs = [JobStatus(id: 1, kind: "analyze", subject: "x", started: 0, progress: 0)]
    var cache = CacheStatus(path: "/c")
    cache.measurements = [CacheStatus.Kind(name: "footage", count: 5, bytes: 10)]
    cache.pieces.limit = 1 << 30
    cache.second = CacheStatus.Place(path: "/d")
    cache.second?.absence = "It is away."
    return Metrics(status, cache: cache)
  }()

  @Test(
    arguments: [
      "montaged_up 1", "montaged_build_info{version=\"1.2\"} 1",
      "montaged_state{state=\"working\"} 1", "montaged_state{state=\"idle\"} 0",
      #"montaged_folder_state{folder="/srv/My \"Films\"",state="polling"} 1"#,
      #"montaged_folder_clips{folder="/srv/My \"Films\"",state="measured"} 12"#,
      #"montaged_folder_films{folder="/srv/My \"Films\"",state="failed"} 2"#,
      "montaged_jobs_running{kind=\"analyze\"} 1", "montaged_jobs_waiting 4",
      "montaged_films_published_total 7", "montaged_cache_measurements{kind=\"footage\"} 5",
      "montaged_cache_pieces_limit_bytes{place=\"own\"} 1073741824",
      "montaged_cache_place_up{place=\"second\"} 0",
    ])
  func `the figure is there`(line: String) {
    #expect(metrics.text.split(separator: "\n").contains(Substring(line)), "\(metrics.text)")
  }

  @Test func `no file is named, and none of the cache when nobody asked`() {
    #expect(!metrics.text.contains("subject") && !metrics.text.contains("\"x\""))
    #expect(!Metrics(ServiceStatus(), cache: nil).text.contains("montaged_cache"))
  }

  /// The grammar of the exposition format, line by line: a meaning and a type before the values of each name.
  @Test func `every line is one of the format`() throws {
    let text = metrics.text
    #expect(text.hasSuffix("\n") && !text.contains("\n\n"))
    var seen: Set<String> = []
    var name = ""
    for line in text.split(separator: "\n").map(String.init) {
      if let help = line.wholeMatch(of: /# HELP (montaged_[a-z_]+) \S.*\./) {
        name = String(help.1)
        #expect(seen.insert(name).inserted, "\(name) twice")
      } else if let type = line.wholeMatch(of: /# TYPE (\S+) (gauge|counter)/) {
        #expect(type.1 == name)
        #expect((type.2 == "counter") == name.hasSuffix("_total"))
      } else {
        let pattern = /(\S+?)(\{([a-z]+="([^"\\]|\\[\\"n])*",?)+\})? (\d+(\.\d+)?|\+Inf|NaN)/
        let value = try #require(line.wholeMatch(of: pattern), "\(line)")
        #expect(value.1 == name)
      }
    }
  }

  private static let hasTool = (try? Shell.run("sh", "-c", "command -v promtool")) != nil

  @Test(.enabled(if: hasTool, "there is no promtool here"))
  func `Prometheus finds nothing to complain about`() throws {
    let folder = try TemporaryFolder()
    try metrics.text.write(toFile: folder.file("m.prom"), atomically: true, encoding: .utf8)
    let told = try Shell.run("sh", "-c", "promtool check metrics <'\(folder.file("m.prom"))' 2>&1")
    #expect(told.isEmpty, "\(String(decoding: told, as: UTF8.self))")
  }
}
