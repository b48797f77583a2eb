// SPDX-License-Identifier: GPL-3.0-or-later

/// The keys of the service's configuration, by the words that administrators write.
enum DaemonKey: String, ConfigKey {
  case folders
  case memory
  case workers
  case analysisPriority = "analysis_priority"
  case hardware
  case memoryHigh = "memory_high"
  case memoryLow = "memory_low"
  case pressureHold = "pressure_hold"
  case pressureSuspend = "pressure_suspend"
  case pressureStop = "pressure_stop"
  case quiet
  case poll
  case reconcile
  case rerender
  case cacheSize = "cache_size"
  case cacheDirectory = "cache_directory"
  case secondCacheDirectory = "second_cache_directory"
  case secondCacheSize = "second_cache_size"
  case status
  case metrics
  case log

  var allowed: String {
    switch self {
    case .folders: "an absolute path or a list of them"
    case .memory: "an amount from 128M to 1024G"
    case .workers: "a whole number from 1 to 256, or auto for one per core"
    case .analysisPriority: "idle, low or normal"
    case .hardware: "off, auto, vaapi, qsv, cuda or v4l2m2m"
    case .memoryHigh, .memoryLow, .pressureHold, .pressureSuspend, .pressureStop:
      "a percentage from 1 to 100"
    case .quiet, .poll: "a time from 1s to 1h"
    case .reconcile: "a time from 10s to 1d"
    case .rerender: MontageKey.rerender.allowed
    case .cacheSize, .secondCacheSize:
      "a share of the disk from 1% to 100%, or an amount from 1G to 100000G"
    case .cacheDirectory: "an absolute path, or auto for the service's own folder"
    case .secondCacheDirectory: "an absolute path, or none"
    case .status: "on, off, text or html"
    case .metrics: "an absolute path that ends in .prom, or none"
    case .log: "debug, info, notice, warning or error"
    }
  }

  var example: String {
    switch self {
    case .folders: "/srv/montages"
    case .memory: "512M"
    case .workers: "2"
    case .analysisPriority: "idle"
    case .hardware: "auto"
    case .memoryHigh: "85"
    case .memoryLow: "75"
    case .pressureHold: "10"
    case .pressureSuspend: "5"
    case .pressureStop: "20"
    case .quiet: "2s"
    case .poll: "10s"
    case .reconcile: "5m"
    case .rerender: "1h"
    case .cacheSize: "10%"
    case .cacheDirectory: "/srv/cache/montaged"
    case .secondCacheDirectory: "/mnt/big/montaged"
    case .secondCacheSize: "50%"
    case .status: "on"
    case .metrics: "/var/lib/prometheus/node-exporter/montaged.prom"
    case .log: "info"
    }
  }

  var items: String? { self == .folders ? "folders" : nil }

  var fewerItems: String { "watch a folder above them instead" }

  static let sampleLine = "folders: [/srv/montages]"
}
