// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Media
internal import Settings
internal import Testing

struct DaemonConfigTests {
  @Test(arguments: ["", "# nothing\n", "folders:\nmemory: # later\n", "folders: []\n", "---\n"])
  func `an empty file means the defaults, and names no folders`(source: String) throws {
    #expect(try config(source) == DaemonConfig())
    #expect(DaemonConfig().folders == [])
  }

  @Test func `every key is read`() throws {
    let read = try config(
      """
      folders:
        - /srv/montages/
        - /srv//family/./drop
      memory: 1.5G
      workers: 3
      analysis_priority: Low
      hardware: VAAPI
      memory_high: 90%
      memory_low: 80
      pressure_hold: 20
      pressure_suspend: 10
      pressure_stop: 40
      quiet: 5s
      poll: 1m
      reconcile: 1h30m
      rerender: never
      cache_size: 200G
      cache_directory: /srv/cache
      second_cache_directory: /mnt/big
      second_cache_size: 2T
      status: off
      metrics: /var/lib/metrics/montaged.prom
      log: debug
      """)
    var expected = DaemonConfig()
    expected.folders = ["/srv/montages", "/srv/family/drop"]
    expected.memoryCeiling = 3 << 29
    expected.workers = 3
    expected.analysisPriority = .low
    expected.hardware = .vaapi
    expected.memoryHigh = 90
    expected.memoryLow = 80
    expected.pressureHold = 20
    expected.pressureSuspend = 10
    expected.pressureStop = 40
    expected.quietSeconds = 5
    expected.pollSeconds = 60
    expected.reconcileSeconds = 5400
    expected.rerender = .never
    expected.cacheSize = .bytes(200 << 30)
    expected.cacheDirectory = "/srv/cache"
    expected.secondCacheDirectory = "/mnt/big"
    expected.secondCacheSize = .bytes(2 << 40)
    expected.status = .off
    expected.metricsFile = "/var/lib/metrics/montaged.prom"
    expected.logLevel = "debug"
    #expect(read == expected)
  }

  @Test func `the shipped file shows the defaults, and every key`() throws {
    let text = try String(contentsOf: Self.package("etc/montaged.yaml"), encoding: .utf8)
    #expect(try config(text) == DaemonConfig(), "as it is shipped")
    let lines = text.split(separator: "\n")
    // A key stands right behind its sign; prose and examples stand behind a blank.
    let keys = lines.filter { $0.hasPrefix("#") && !$0.hasPrefix("# ") }.map { $0.dropFirst() }
    #expect(try config(keys.joined(separator: "\n")) == DaemonConfig(), "with its keys in force")
    let examples = lines.filter { $0.hasPrefix("# folders:") || $0.hasPrefix("#   - /") }
      .map { $0.dropFirst(2) }
    #expect(try config(examples.joined(separator: "\n")).folders.count == 2)
  }

  private func config(_ source: String) throws -> DaemonConfig {
    try DaemonConfig(file: "montaged.yaml", bytes: Array(source.utf8))
  }

  static func package(_ path: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent(path)
  }
}
